using System.Globalization;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Digests;

/// <summary>Claims in the words of a reader who does not know Watcher.</summary>
internal sealed class ClaimLabels
{
    private const int MaxName = 60;
    private const int MaxSurface = 80;

    private readonly DigestWords _words;
    private readonly Dictionary<SubjectId, DigestSideName> _sides = [];
    private readonly HashSet<SubjectId> _acting = [];

    private readonly IReadOnlyDictionary<SubjectId, string> _names;

    public ClaimLabels(DigestInput input, DigestWords words)
    {
        (_words, _names) = (words, input.Names);
        foreach (var side in input.Sides)
        {
            _sides.TryAdd(side.Id, side);
        }

        var claims = input.Findings.SelectMany(f => f.Compared.Select(c => c.Entry.Claim).Append(f.Finding.Claim))
            .Concat(input.ControlHistory.Select(c => c.Entry.Claim));
        foreach (var claim in claims)
        {
            if (claim.Actor is { Id: { } id } actor && id == actor.Side)
            {
                _sides.TryAdd(id, new DigestSideName(id, actor.Name));
            }

            if (claim.Kind != ClaimKind.Statement && SideOf(claim) is { } acts)
            {
                _acting.Add(acts);
            }
        }
    }

    public static SubjectId? SideOf(Claim claim) => claim.Scope.Side ?? claim.Actor?.Side;

    public string Side(SubjectId side) => _words.Names.GetValueOrDefault("side:" + side.Value)
        ?? Name(_sides.TryGetValue(side, out var known) ? known.Name : side.Value.ToUpperInvariant());

    public DigestSideName? SideName(SubjectId side) => _sides.GetValueOrDefault(side);

    /// <summary>What a card or line about the claim is headed with: "Izium: control", "Izium: civilians killed", "Zelenskyy: statement".</summary>
    public string Topic(Claim claim) => claim.Kind switch
    {
        ClaimKind.Quantity when claim.Scope.Area is { } area => $"{Place(area)}: {Metric(claim)}",
        ClaimKind.Quantity => Metric(claim),
        ClaimKind.Control => $"{PlaceOf(claim)}: {_words.Control}",
        ClaimKind.Statement => $"{Subject(claim.Subject.Id, claim.Subject.Name)}: {_words.Statement}",
        ClaimKind.Telling => $"{PlaceOf(claim)}: {Predicate.ToldTopic(claim.Predicate)}",
        _ => $"{PlaceOf(claim)}: {Proposition(claim)}",
    };

    /// <summary>What a new claim is headed with: the topic, and what is said of it.</summary>
    public string Headline(Claim claim) => claim.Kind is ClaimKind.Quantity or ClaimKind.Statement or ClaimKind.Telling ? Topic(claim) : $"{PlaceOf(claim)}: {State(claim)}";

    public string PlaceOf(Claim claim) => claim.Subject.Place is { } place ? Place(place) : Subject(claim.Subject.Id, claim.Subject.Name);

    /// <summary>What the claim says, short: the number as it stands in the text, or the status of the place.</summary>
    public string Value(Claim claim) => claim switch
    {
        { ValueSurface: { } surface } => DisplayText.Cut(surface, MaxSurface),
        { Value: { } value } => Understood(value),
        { Kind: ClaimKind.Telling, Frame: { } wording } => _words.Quoted(DisplayText.Cut(wording, MaxSurface)),
        { Kind: ClaimKind.Statement } => Voiced(claim, _words.Statement),
        _ => State(claim),
    };

    /// <summary>How the rules understood the number; null for claims without one.</summary>
    public string? ReadAs(Claim claim) => claim switch
    {
        { Hypothesis: { } meant } => _words.Format(_words.ReadAsIf, Understood(meant)),
        { Value: { Hedge: not Hedge.Vague } value } => _words.Format(_words.ReadAs, Understood(value)),
        _ => null,
    };

    /// <summary>The status a claim gives to a place, with its modality.</summary>
    public string State(Claim claim)
    {
        var state = Proposition(claim);
        var isNot = IsNot(claim) && !IsNoLongerHeld(claim) && claim.Predicate != Predicate.AdvanceToward;     // these say it themselves
        return Voiced(claim, isNot ? _words.Format(_words.Not, state) : state);
    }

    /// <summary>What is said of the place, whether it is asserted or denied: "struck by Osterian forces".</summary>
    private string Proposition(Claim claim)
    {
        var predicate = claim.Predicate;
        var text = IsNoLongerHeld(claim) ? _words.StateNotHeld
            : predicate == Predicate.HeldBy ? _words.StateHeld
            : predicate == Predicate.CapturedBy ? _words.StateCaptured
            : predicate == Predicate.WithdrawnFrom ? _words.StateWithdrawn
            : predicate == Predicate.Contested ? _words.StateContested
            : predicate == Predicate.EnteredBy ? _words.StateEntered
            : predicate == Predicate.Surrounded ? _words.StateSurrounded
            : predicate == Predicate.AdvanceToward ? (IsNot(claim) ? _words.StateNoAdvance : _words.StateAdvance)
            : predicate == Predicate.Struck ? _words.StateStruck
            : predicate == Predicate.Evacuated ? _words.StateEvacuated
            : Name(predicate.Id.Replace('-', ' '));
        var actor = SideOf(claim) is { } side ? Side(side) : claim.Actor is { IsPronoun: false } named ? Name(named.Name) : null;
        return WithActor(text, actor);
    }

    private static bool IsNoLongerHeld(Claim claim) => claim.Predicate == Predicate.HeldBy && IsNot(claim);

    private static bool IsNot(Claim claim) => claim is { Polarity: Polarity.Negated, Stance: not Stance.Denies };

    /// <summary>The speaker with what he does with the claim and whether he is a party: "Russian MoD (claimed, party), via ISW".</summary>
    public string Speaker(Claim claim)
    {
        if (claim.Attribution.Source is not { } source)
        {
            return _words.NoSource;
        }

        var marks = IsParty(claim, source) ? $"{StanceWord(claim, source)}, {_words.Party}" : StanceWord(claim, source);
        var text = $"{Name(source.Source)} ({marks})";
        var via = claim.Attribution.Chain.Skip(1).Where(link => !link.IsOutlet).Select(link => Name(link.Source)).Distinct().ToList();
        return via.Count == 0 ? text : $"{text}, {_words.Format(_words.Via, string.Join(", ", via))}";
    }

    /// <summary>What happened, in the mail's language; null where the text names nothing, or the language has no word for it here.</summary>
    public string? Happening(Claim claim) => claim.Scope.Event is not { Length: > 0 } name ? null
        : _words.Names.Count == 0 ? DisplayText.Cut(name, 60) : _words.Names.GetValueOrDefault("event:" + name);

    public static string SpeakerName(Claim claim, ArticleRef article) =>
        claim.Attribution.Source is { } source ? Name(source.Source) : Outlet(article.Outlet);

    /// <summary>Outlet with kind, language and party mark.</summary>
    public string OutletLine(ArticleRef article)
    {
        var parts = new List<string> { Outlet(article.Outlet) };
        if (article.Outlet.Kind.Length > 0)
        {
            parts.Add(DisplayText.Cut(article.Outlet.Kind.Replace('_', ' '), 24));
        }

        if (article.Language is { Length: > 0 } language)
        {
            parts.Add(DisplayText.Cut(language, 12));
        }

        if (article.Outlet.Party is not null)
        {
            parts.Add(_words.Party);
        }

        return string.Join(" · ", parts);
    }

    public static string Outlet(Outlet outlet) => Name(outlet.Name);

    public static string Name(string name) => DisplayText.Cut(name, MaxName) is { Length: > 0 } clean ? clean : "-";

    /// <summary>"12", "about 2,500 km² (2,250 to 2,750)", "at least 40": the value in its canonical unit, and what it is taken to allow.</summary>
    public string Understood(Quantity value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var unit = UnitOf(value);
        var number = value.Point is { } point ? Number(value, point) : "";
        var text = value.Hedge switch
        {
            Hedge.Exact => number,
            Hedge.Approx when value.Low != value.High => Bounds(value),
            Hedge.Approx => _words.Format(_words.About, number),
            Hedge.ApproxBelow => _words.Format(_words.Nearly, number),
            Hedge.ApproxAbove => _words.Format(_words.JustOver, number),
            Hedge.MoreThan => _words.Format(_words.MoreThan, number),
            Hedge.AtLeast => _words.Format(_words.AtLeast, number),
            Hedge.LessThan => _words.Format(_words.LessThan, number),
            Hedge.AtMost => _words.Format(_words.AtMost, number),
            Hedge.Range => Bounds(value),
            Hedge.Indefinite when value.CanonHigh is not null => Bounds(value),
            Hedge.Indefinite => _words.Format(_words.AtLeastAbout, number),
            Hedge.NearZero => _words.NearZero,
            _ => _words.NoNumber,
        };
        var isBand = value.IsPoint && value is { CanonLow: { } low, CanonHigh: { } high } && Number(value, low) != Number(value, high);
        return isBand ? $"{text}{unit} ({Bounds(value)})" : text + unit;
    }

    /// <summary>The hard interval: "[1,900, 2,100] km²", "more than 40".</summary>
    public string Interval(Quantity value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var unit = UnitOf(value);
        return (value.CanonLow, value.CanonHigh) switch
        {
            (null, null) => _words.NoNumber,
            ({ } low, { } high) when low == high => Number(value, low) + unit,
            ({ } low, { } high) => $"{(value.LowOpen ? "(" : "[")}{Number(value, low)}; {Number(value, high)}{(value.HighOpen ? ")" : "]")}{unit}",
            ({ } low, null) => _words.Format(value.LowOpen ? _words.MoreThan : _words.AtLeast, Number(value, low)) + unit,
            (null, { } high) => _words.Format(value.HighOpen ? _words.LessThan : _words.AtMost, Number(value, high)) + unit,
        };
    }

    /// <summary>A number of the value's canonical unit as readers write it; shares in per cent.</summary>
    public string Number(Quantity value, decimal canonical)
    {
        ArgumentNullException.ThrowIfNull(value);
        var shown = value.Unit.Dimension == Dimension.Ratio ? canonical * 100 : canonical;
        var size = Math.Abs(shown);
        var decimals = size >= 100 || shown == decimal.Truncate(shown) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 4;
        return Math.Round(shown, decimals).ToString("#,0.####", _words.Culture);
    }

    private string Bounds(Quantity value) => value is { CanonLow: { } low, CanonHigh: { } high }
        ? _words.Format(_words.Between, Number(value, low), Number(value, high)) : Interval(value);

    /// <summary>With a space before it; empty for plain counts.</summary>
    public string UnitOf(Quantity value) => _words.Names.GetValueOrDefault("unit:" + value.Unit.CanonicalId) ?? value.Unit switch
    {
        { Dimension: Dimension.Ratio } => " %",
        { CanonicalId: "" or "1" } => "",
        { CanonicalId: "km2" } => " km²",
        { CanonicalId: "m3" } => " m³",
        { CanonicalId: "degC" } => " °C",
        { CanonicalId: "person" } => "",
        var unit => " " + Name(unit.CanonicalId),
    };

    private static string WithActor(string text, string? actor)
    {
        var (open, close) = (text.IndexOf('['), text.IndexOf(']'));
        if (open < 0)
        {
            return text;
        }

        // Nobody is named: "captured", not "captured by". What only stands beside a name is in brackets.
        var beside = actor is null ? "" : string.Format(CultureInfo.InvariantCulture, text[(open + 1)..close], actor);
        return text[..open] + beside + text[(close + 1)..];
    }

    private string Voiced(Claim claim, string state)
    {
        state = claim.Modality switch
        {
            Modality.Future => _words.Format(_words.Planned, state),
            Modality.Conditional => _words.Format(_words.Conditional, state),
            Modality.Past => _words.Format(_words.Formerly, state),
            _ => state,
        };
        return claim.Stance == Stance.Denies ? _words.Format(_words.Denied, state) : state;
    }

    /// <summary>claimed, assessed, confirmed and denied are kept apart; the groups are those of the attribution cues.</summary>
    private string StanceWord(Claim claim, AttributionLink source)
    {
        var cue = source.Cue?.ToLowerInvariant() ?? "";
        var stance = claim.Stance == Stance.Denies ? Stance.Denies : source.Stance;
        return stance switch
        {
            Stance.Denies => _words.DeniedBy,
            Stance.Doubts => _words.Doubted,
            Stance.Confirms => _words.Confirmed,
            _ when StartsWithAny(cue, "confirm", "acknowledg", "admit", "conced") => _words.Confirmed,
            _ when StartsWithAny(cue, "estimat", "assess", "judg", "believ", "reckon") => _words.Assessed,
            _ when claim.Modality == Modality.Claimed || StartsWithAny(cue, "claim", "alleg", "boast") => _words.Claimed,
            _ => _words.Said,
        };
    }

    private static bool StartsWithAny(string cue, params ReadOnlySpan<string> stems)
    {
        foreach (var stem in stems)
        {
            if (cue.StartsWith(stem, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The speaker belongs to a side that acts in the claims of this digest, or claims something of its own country. That a bystander's
    /// ministry "claimed" it does not make it one.
    /// </summary>
    private bool IsParty(Claim claim, AttributionLink source) => source.Side is { } side
        && (_acting.Contains(side)
            || (claim.Modality == Modality.Claimed && string.Equals((claim.Subject.Place ?? claim.Scope.Area)?.Country, side.Value, StringComparison.OrdinalIgnoreCase)));

    /// <summary>In the reader's language where the list knows the name in it.</summary>
    private string Subject(SubjectId id, string name) => Name(_names.GetValueOrDefault(id) ?? name);

    private string Place(Place place)
    {
        var name = place.Id is { } id ? Subject(id, place.Name) : Name(place.Name);
        return place.Reading switch
        {
            PlaceReading.Oblast when !Mentions(name, "oblast") && !Mentions(name, "region") => _words.Format(_words.Oblast, name),
            PlaceReading.Raion when !Mentions(name, "raion") && !Mentions(name, "district") => _words.Format(_words.District, name),
            _ => name,
        };

        static bool Mentions(string name, string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>"area retaken (Ukraine)", "Russian soldiers killed".</summary>
    private string Metric(Claim claim)
    {
        if (_words.Names.GetValueOrDefault(claim.Predicate.Id) is { } translated)
        {
            return Beside(translated, claim);
        }

        var name = Name(claim.Subject.Name);
        var side = claim.Scope.Side is { } id ? _sides.GetValueOrDefault(id) ?? new DigestSideName(id, id.Value.ToUpperInvariant()) : null;
        if (name.StartsWith("people ", StringComparison.Ordinal) && Counted(claim.Scope.Object) is { } counted)
        {
            var done = name["people".Length..];
            name = counted + done;
            if (side?.Adjective is { } adjective)
            {
                // "three Tunisians": the counted noun is the adjective.
                return string.Equals(claim.Scope.Object, adjective, StringComparison.OrdinalIgnoreCase) ? $"{Counted(Name(adjective))}{done}" : $"{Name(adjective)} {name}";
            }
        }

        return side is null ? name : $"{name} ({Name(side.Name)})";
    }

    /// <summary>Languages that inflect get what is counted, and whose it is, in brackets: no form to get wrong.</summary>
    private string Beside(string name, Claim claim)
    {
        var counted = claim.Scope.Object is { } lemma ? _words.Names.GetValueOrDefault("object:" + lemma.Replace(Scope.AmongThem, "", StringComparison.Ordinal)) : null;
        var side = claim.Scope.Side is { } id ? Side(id) : null;
        var beside = string.Join(", ", new[] { counted, side }.OfType<string>());
        return beside.Length == 0 ? name : $"{name} ({beside})";
    }

    /// <summary>The counted noun in the plural; null where "people" says it.</summary>
    private string? Counted(string? lemma)
    {
        var noun = lemma is null ? "" : DisplayText.Cut(lemma.Replace(Scope.AmongThem, "", StringComparison.Ordinal), 30);
        if (noun.IndexOf(Scope.FromCountry, StringComparison.Ordinal) is > 0 and var from)
        {
            return $"{Counted(noun[..from]) ?? "people"}{Scope.FromCountry}{Side(new SubjectId(noun[(from + Scope.FromCountry.Length)..]))}";
        }

        return noun switch
        {
            "" or "person" or "people" or "other" or "more" or "member" => null,
            "personnel" or "military" or "police" => noun,
            _ when noun.EndsWith("man", StringComparison.Ordinal) => noun[..^2] + "en",
            _ when noun.EndsWith("child", StringComparison.Ordinal) => noun + "ren",
            _ when noun.EndsWith('s') => noun,
            _ when noun.EndsWith('y') && noun.Length > 1 && !"aeiou".Contains(noun[^2], StringComparison.Ordinal) => noun[..^1] + "ies",
            _ when noun.EndsWith('x') || noun.EndsWith("ch", StringComparison.Ordinal) || noun.EndsWith("sh", StringComparison.Ordinal) => noun + "es",
            _ => noun + "s",
        };
    }
}
