namespace Watcher.Reading.Text;

/// <summary>One sentence of a block, without the white space around it. Closing quotation marks belong to it.</summary>
/// <param name="Span">Where it stands, in the text that was split.</param>
public readonly record struct Sentence(TextSpan Span);
