using System.Globalization;
using System.Text.RegularExpressions;
using Watcher.Claims;
using Watcher.Reading.Text;
using Watcher.Tests.Support;
using Watcher.Worker.Cli;
using Xunit.Abstractions;

namespace Watcher.Tests.Corpus;

/// <summary>Rewrites the sentences of annotated claims without changing what they say (claims.md 11.4): the claims must stay the same.</summary>
public sealed partial class InvarianceGate(ITestOutputHelper output)
{
    /// <summary>Written as a pair, tried both ways.</summary>
    private static readonly (string One, string Other)[] s_spellings =
    [
        ("kilometres", "kilometers"), ("kilometre", "kilometer"), ("metres", "meters"), ("Defence", "Defense"), ("defence", "defense"), ("centre", "center"),
        ("armoured", "armored"), ("neighbouring", "neighboring"), ("mobilised", "mobilized"), ("organised", "organized"),
    ];

    [SharedFact]
    public void Extract_RewrittenSentences_GivesTheSameClaims()
    {
        var (right, all, counts) = (0, 0, new SortedDictionary<string, (int Right, int All)>(StringComparer.Ordinal));
        foreach (var (claim, corpus) in AnnotatedClaims.All.DistinctBy(a => a.Claim.Sentence))
        {
            var reading = new TextReading(corpus.Book);
            var reference = corpus.Line(claim.Article).Reference;
            var sentence = claim.Claim.Evidence.Quote;
            var expected = Describe(Read(reading, sentence, reference));
            foreach (var (change, text, outlet) in Rewritten(sentence))
            {
                var got = Describe(Read(reading, text, outlet is null ? reference : reference with { Outlet = new Outlet { Id = outlet, Name = outlet, Owner = outlet, Country = reference.Outlet.Country } }));
                var isRight = expected.SetEquals(got);
                (right, all) = (right + (isRight ? 1 : 0), all + 1);
                var (good, tried) = counts.GetValueOrDefault(change);
                counts[change] = (good + (isRight ? 1 : 0), tried + 1);
                if (!isRight)
                {
                    output.WriteLine($"{change}: {claim.Sentence}\n     \"{text}\"\n     lost  {string.Join("; ", expected.Except(got))}\n     added {string.Join("; ", got.Except(expected))}");
                }
            }
        }

        foreach (var (change, (good, tried)) in counts)
        {
            output.WriteLine($"{change}: {good} of {tried}");
        }

        output.WriteLine($"unchanged: {right} of {all} = {(double)right / all:F3}");
        Assert.True((double)right / all >= Floors.Of("invariances.unchanged"), $"{(double)right / all:F3}");
    }

    /// <summary>One event told in the active and in the passive voice, for every settlement and side of the annotated captures.</summary>
    [SharedFact]
    public void Extract_ActiveAndPassiveVoice_GiveTheSameClaims()
    {
        var (right, all) = (0, 0);
        foreach (var (claim, corpus) in AnnotatedClaims.All.Where(a => a.Claim.Claim.Predicate == Predicate.CapturedBy && a.Claim.Claim.Actor is { Id: { } id, Side: { } side } && id == side)
            .DistinctBy(a => (a.Claim.Claim.Subject.Name, a.Claim.Claim.Actor!.Name)))
        {
            var (place, side) = (claim.Claim.Subject.Name, Adjective(claim.Claim.Actor!.Name));
            if (side is null)
            {
                continue;
            }

            var reading = new TextReading(corpus.Book);
            var reference = corpus.Line(claim.Article).Reference;
            foreach (var verb in (string[])["captured", "retook", "liberated", "seized"])
            {
                var participle = verb == "retook" ? "retaken" : verb;
                var active = Describe(Read(reading, $"{side} forces {verb} {place} on Saturday.", reference));
                var passive = Describe(Read(reading, $"{place} was {participle} by {side} forces on Saturday.", reference));
                all++;
                if (active.SetEquals(passive) && active.Count == 1)
                {
                    right++;
                }
                else
                {
                    output.WriteLine($"{verb} {place} {side}: active {string.Join("; ", active)} passive {string.Join("; ", passive)}");
                }
            }
        }

        output.WriteLine($"one claim in both voices: {right} of {all}");
        Assert.True(right >= Floors.Of("invariances.voices") * all, $"{right} of {all}");
    }

    private static IEnumerable<(string Change, string Text, string? Outlet)> Rewritten(string sentence)
    {
        yield return ("outlet", sentence, "An Invented Gazette");
        yield return ("sentence before", $"The weather was mild. {sentence}", null);
        yield return ("sentence behind", $"{sentence} The weather was mild.", null);
        if (sentence.AsSpan().IndexOfAny("“”\"«»") >= 0 && sentence.Count(c => c is '“' or '”' or '"') % 2 == 0)
        {
            yield return ("straight quotes", sentence.Replace('“', '"').Replace('”', '"'), null);
            yield return ("curly quotes", Turned(sentence, "“", "”"), null);
            yield return ("angle quotes", Turned(sentence, "«", "»"), null);
        }

        if (sentence.Contains('’', StringComparison.Ordinal))
        {
            yield return ("straight apostrophe", sentence.Replace('’', '\''), null);
        }

        if (Grouped().IsMatch(sentence))
        {
            yield return ("no-break space in numbers", Grouped().Replace(sentence, m => m.Value.Replace(',', '\u00a0')), null);
            yield return ("thin space in numbers", Grouped().Replace(sentence, m => m.Value.Replace(',', '\u2009')), null);
            yield return ("no space in numbers", Grouped().Replace(sentence, m => m.Value.Replace(",", "", StringComparison.Ordinal)), null);
        }

        foreach (var (one, other) in s_spellings)
        {
            if (sentence.Contains(one, StringComparison.Ordinal))
            {
                yield return ("American spelling", sentence.Replace(one, other, StringComparison.Ordinal), null);
            }
            else if (sentence.Contains(other, StringComparison.Ordinal))
            {
                yield return ("British spelling", sentence.Replace(other, one, StringComparison.Ordinal), null);
            }
        }

        if (Oblast().IsMatch(sentence))
        {
            yield return ("the oblast of", Oblast().Replace(sentence, "the oblast of ${name}"), null);
        }

        foreach (var (from, to) in Aliases().Where(a => Regex.IsMatch(sentence, $@"\b{Regex.Escape(a.From)}\b")).DistinctBy(a => a.From))
        {
            yield return ("another alias", Regex.Replace(sentence, $@"\b{Regex.Escape(from)}\b", to), null);
        }
    }

    /// <summary>Every written form with the next one.</summary>
    private static IEnumerable<(string From, string To)> Aliases()
    {
        foreach (var group in s_forms)
        {
            for (var i = 0; i < group.Length; i++)
            {
                yield return (group[i], group[(i + 1) % group.Length]);
            }
        }
    }

    /// <summary>Well-known written forms of one name (claims.md 2.5).</summary>
    private static readonly string[][] s_forms =
    [
        ["Izium", "Izyum"], ["Kupiansk", "Kupyansk", "Kupjansk"], ["Balakliia", "Balakliya", "Balakleya"], ["Zelensky", "Zelenskyy", "Zelenskiy"],
        ["Kyiv", "Kiev"], ["Odesa", "Odessa"], ["Kharkiv", "Kharkov"], ["Mykolaiv", "Mykolayiv"], ["Zaporizhzhia", "Zaporizhzhya"],
    ];

    private static IReadOnlyList<Claim> Read(TextReading reading, string text, ArticleRef reference) =>
        [.. reading.Read(text, null, reference).Trace.Claims.Where(c => c.Kind is not ClaimKind.Statement)];

    /// <summary>What a claim says, without its words.</summary>
    private static HashSet<string> Describe(IReadOnlyList<Claim> claims) => [.. claims.Select(c => string.Create(CultureInfo.InvariantCulture,
        $"{c.Subject.Id}/{c.Subject.Place?.Reading} {c.Predicate} {c.Actor?.Side?.Value ?? c.Actor?.Name} {Rounded(c.Value?.CanonLow)}..{Rounded(c.Value?.CanonHigh)} {c.Scope.Area?.Name}/{c.Scope.Area?.Reading} {c.AsOf.Interval.From:yyyy-MM-dd} {Speaker(c)} {c.Stance} {c.Polarity} {c.Modality}"))];

    private static string? Speaker(Claim claim) => claim.Attribution.Source is { } source ? source.SourceId?.Value ?? Unmarked(source.Source) : null;

    private static string Unmarked(string name) => s_spellings.Aggregate(Fold.Text(name), (text, pair) => text.Replace(Fold.Text(pair.Other), Fold.Text(pair.One), StringComparison.Ordinal));

    private static decimal? Rounded(decimal? value) => value is { } v ? Math.Round(v, 3) : null;

    private static string Turned(string text, string opening, string closing)
    {
        var isOpen = false;
        return string.Concat(text.Select(c =>
        {
            if (c is not ('"' or '“' or '”'))
            {
                return c.ToString();
            }

            isOpen = !isOpen;
            return isOpen ? opening : closing;
        }));
    }

    private static string? Adjective(string side) => side switch
    {
        "Ukraine" => "Ukrainian",
        "Russia" => "Russian",
        _ => null,
    };

    [GeneratedRegex(@"\b\d{1,3}(,\d{3})+\b")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"\b(?<name>[A-Z][a-z]+) [Oo]blast\b")]
    private static partial Regex Oblast();
}
