using Watcher.Reading.Text;

namespace Watcher.Claims;

/// <summary>The sentence a claim stands on. <see cref="Quote"/> is exactly <c>article.Text[Span]</c>.</summary>
/// <param name="Span">The whole sentence, in the text of the claim's article.</param>
/// <param name="Quote">Kept beside the span, so that a later re-clean cannot silently move it.</param>
/// <param name="Highlight">The part that carries the claim (the number, the verb), inside <paramref name="Span"/>; null when it is the whole.</param>
public sealed record Evidence(TextSpan Span, string Quote, TextSpan? Highlight = null);
