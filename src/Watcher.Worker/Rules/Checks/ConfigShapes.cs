namespace Watcher.Worker.Rules.Checks;

/// <summary>The one table of keys of what people edit. Validator, schema and documentation are made from it.</summary>
internal static class ConfigShapes
{
    /// <summary>The version this program writes and reads.</summary>
    public const int Version = 1;

    private static readonly Shape s_text = new Shape.Scalar(ScalarKind.Text);
    private static readonly Shape s_id = new Shape.Scalar(ScalarKind.Id);
    private static readonly Shape s_bool = new Shape.Scalar(ScalarKind.Boolean);
    private static readonly Shape s_date = new Shape.Scalar(ScalarKind.Date);
    private static readonly Shape s_country = new Shape.Scalar(ScalarKind.Country);
    private static readonly Shape s_address = new Shape.Scalar(ScalarKind.Address);
    private static readonly Shape s_line = new Shape.Scalar(ScalarKind.Line) { Maximum = 200 };
    private static readonly Shape s_name = new Shape.Scalar(ScalarKind.Line) { Minimum = 2, Maximum = 100 };
    private static readonly Shape s_unit = new Shape.Scalar(ScalarKind.Line) { Minimum = 1, Maximum = 40 };
    private static readonly Shape s_priority = new Shape.Scalar(ScalarKind.Text, "primary", "normal");
    private static readonly Shape s_texts = new Shape.Sequence(s_text);
    private static readonly Shape s_names = new Shape.Sequence(s_name);
    private static readonly Shape s_namesByLanguage = new Shape.ByLanguage(s_names);

    // 1 m: feeds ask for no more; 24 h: a feed looked at less often is no news feed (configuration.md 3).
    private static readonly Shape s_every = new Shape.Scalar(ScalarKind.Duration) { Minimum = 60, Maximum = 86_400 };
    private static readonly Shape s_timeout = new Shape.Scalar(ScalarKind.Duration) { Minimum = 1, Maximum = 120 };
    private static readonly Shape s_size = new Shape.Scalar(ScalarKind.Size) { Minimum = 64 * 1024, Maximum = 50 * 1024 * 1024 };
    private static readonly Shape s_keep = new Shape.Scalar(ScalarKind.Duration) { Minimum = 86_400 };
    private static readonly Shape s_firstPoll = new Shape.Scalar(ScalarKind.Text, "baseline", "last_24h", "all");
    private static readonly Shape s_byLanguage = new Shape.ByLanguage(s_texts);
    private static readonly string[][] s_idAndName = [["id", "name"], ["ref"]];
    private static readonly Key s_version = new("version", new Shape.Scalar(ScalarKind.Integer) { Minimum = 0 }, "Version of the file's format; 1.", Required: true);
    private static readonly Key s_was = new("was", s_id, "The id it had before: what the store knows under that one is carried over to id.");
    private static readonly Key s_note = new("note", s_text, "A remark; tools keep it.");
    private static readonly Key s_source = new("source", s_text, "Where the entry comes from.");

    public static Shape.Mapping WatchList { get; } = new(
        s_version,
        new("id", s_id, "Must equal the file name.", Required: true),
        s_was,
        new("title", s_line, "What readers see.", Required: true),
        new("languages", new Shape.Sequence(new Shape.Scalar(ScalarKind.Language)), "The languages of its texts; a name or word of another language is reported.", Default: "[en]"),
        new("settlements", new Shape.Sequence(new Shape.Mapping(
            new("id", s_id, "What the ledger remembers; to rename it, say with was: what it was."),
            s_was,
            new("ref", s_id, "A row of config/gazetteer; gives name, place and aliases."),
            new("name", s_name, "Canonical name."),
            new("country", s_country, "ISO 3166-1 alpha-2."),
            new("admin1", s_text, "Oblast or other first-level unit."),
            new("admin2", s_text, "Raion or other second-level unit."),
            new("location", new Shape.Mapping(
                new("lat", new Shape.Scalar(ScalarKind.Number) { Minimum = -90, Maximum = 90, RangeCode = ProblemCodes.Coordinate }, "Degrees north.", true),
                new("lon", new Shape.Scalar(ScalarKind.Number) { Minimum = -180, Maximum = 180, RangeCode = ProblemCodes.Coordinate }, "Degrees east.", true)),
                "Where it lies."),
            new("geonames", new Shape.Scalar(ScalarKind.Integer) { Minimum = 1 }, "Number in a public gazetteer; two entries with one number are one place."),
            new("aliases", s_namesByLanguage, "Other names, by language."),
            new("historic", s_byLanguage, "Former names, name@from..to."),
            new("not", s_names, "Longer names that contain this one and mean another place."),
            new("context", s_names, "Words of which one has to stand beside a name that several bear."),
            new("priority", s_priority, "Primary subjects come first in digests.", Default: "normal"),
            s_note, s_source)
        { Needs = s_idAndName }), "Places where people live."),
        new("people", new Shape.Sequence(new Shape.Mapping(
            new("id", s_id, "What the ledger remembers; to rename it, say with was: what it was."),
            s_was,
            new("ref", s_id, "A row of config/gazetteer/people.tsv."),
            new("name", s_name, "Canonical name, given name first."),
            new("aliases", s_namesByLanguage, "Other names, by language."),
            new("roles", new Shape.Sequence(new Shape.Mapping(
                new("title", s_line, "The office.", Required: true),
                new("from", s_date, "First day."),
                new("to", s_date, "First day after it."))), "Offices, with dates."),
            new("context", s_names, "Words of which one has to stand beside a name that several bear."),
            new("not", s_names, "Longer names that mean somebody else."),
            new("priority", s_priority, "Primary subjects come first in digests.", Default: "normal"),
            s_note, s_source)
        { Needs = s_idAndName }), "Public persons."),
        new("metrics", new Shape.Sequence(new Shape.Mapping(
            new("id", s_id, "Id of the metric; one of ontology/metrics.yaml or a new one.", Required: true),
            s_was,
            new("name", s_line, "What readers see."),
            new("unit", s_unit, "Unit of ontology/units.yaml by id or name (km2, %, percent, USD), people or count.", Required: true),
            new("kind", new Shape.Scalar(ScalarKind.Text, "cumulative", "snapshot", "rate"), "How values compare over time.", Required: true),
            new("object", s_text, "The counted noun in the singular; of a metric of the ontology only what counts it is told."),
            new("terms", s_byLanguage, "Words that name it, by language."),
            new("priority", s_priority, "Primary subjects come first in digests.", Default: "normal"),
            s_note, s_source)), "Reported quantities; none = every metric of the ontology."),
        new("sides", new Shape.Sequence(new Shape.Mapping(
            new("id", s_id, "Id of the side.", Required: true),
            new("name", s_line, "What readers see.", Required: true),
            new("letter", new Shape.Scalar(ScalarKind.Line) { Minimum = 1, Maximum = 1 }, "One character for control strips; by default the first of the id."),
            new("bodies", s_texts, "Bodies that speak for it."),
            s_note, s_source)), "Adds to ontology/sides.yaml."),
        new("anchors", new Shape.Sequence(new Shape.Mapping(
            new("id", s_id, "Id of the anchor.", Required: true),
            new("date", s_date, "The day it began.", Required: true),
            new("terms", s_byLanguage, "Words that name it.", Required: true),
            s_note, s_source)), "Adds to ontology/anchors.yaml."),
        s_note, s_source);

    public static Shape.Mapping FeedDefaults { get; } = new(
            new("every", s_every, "How often to look; a server's own wish may make it longer.", Default: "10m"),
            new("timeout", s_timeout, "For a whole request.", Default: "20s"),
            new("max_size", s_size, "After decompression.", Default: "5MB"),
            new("first_poll", s_firstPoll, "What the first look mails.", Default: "baseline"));

    public static Shape.Mapping Feeds { get; } = new(
        s_version,
        new("defaults", FeedDefaults, "For every feed."),
        new("outlets", new Shape.Sequence(new Shape.Mapping(
            new("id", s_id, "Id of the outlet.", Required: true),
            s_was,
            new("name", s_line, "What readers see.", Required: true),
            new("kind", s_line, "media, official, agency, blog …; shown beside the name.", Default: "media"),
            new("country", s_country, "ISO 3166-1 alpha-2; decides the order of day and month."),
            new("owner", s_id, "Outlets with one owner count as one origin."),
            new("party", s_id, "Id of the side it belongs to, or none.", Default: "none"),
            s_note, s_source)), "Publishers."),
        new("feeds", new Shape.Sequence(new Shape.Mapping(
            new("id", s_id, "Id of the feed.", Required: true),
            s_was,
            new("outlet", s_id, "Id of its outlet.", Required: true),
            new("url", new Shape.Scalar(ScalarKind.Url), "Absolute, http or https.", Required: true),
            new("language", new Shape.Scalar(ScalarKind.Language), "ISO 639-1."),
            new("every", s_every, "How often to look."),
            new("timeout", s_timeout, "For a whole request."),
            new("max_size", s_size, "After decompression."),
            new("first_poll", s_firstPoll, "What the first look mails."),
            new("full_text", s_bool, "Fetch the page; false uses the feed's own content.", Default: "true"),
            new("lists", new Shape.Sequence(s_id), "Watch lists it serves; none = all."),
            new("tags", s_texts, "For feeds list --tag, and the folders of an OPML export."),
            new("enabled", s_bool, "false = not polled.", Default: "true"),
            s_note, s_source)), "What is polled."),
        s_note, s_source);

    public static Shape.Mapping Recipients { get; } = new(
        s_version,
        new("recipients", new Shape.Sequence(new Shape.Mapping(
            new("id", s_id, "Id of the recipient.", Required: true),
            s_was,
            new("address", s_address, "One plain mail address.", Required: true),
            new("timezone", s_text, "IANA name such as Europe/Kyiv.", Default: "UTC"),
            new("locale", new Shape.Scalar(ScalarKind.Text, "en", "uk"), "Language of the mail's own words.", Default: "en"),
            new("format", new Shape.Scalar(ScalarKind.Text, "html+text", "text"), "Parts of the mail.", Default: "html+text"),
            new("images", new Shape.Scalar(ScalarKind.Text, "cid", "none"), "Plots inside the mail.", Default: "cid"),
            new("attach", new Shape.Scalar(ScalarKind.Text, "none", "csv"), "The findings of a digest as a table for spreadsheets.", Default: "none"),
            new("quiet", new Shape.Mapping(
                new("from", new Shape.Scalar(ScalarKind.Time), "Quoted local time.", true),
                new("to", new Shape.Scalar(ScalarKind.Time), "Quoted local time.", true),
                new("allow", new Shape.Sequence(new Shape.Scalar(ScalarKind.Text, "low", "medium", "high", "critical")), "Severities that pass.")),
                "No alerts in these hours."),
            new("heartbeat", s_bool, "A weekly sign of life.", Default: "false"),
            new("role", new Shape.Scalar(ScalarKind.Text, "reader", "operator"), "Operators get ops mails.", Default: "reader"),
            new("subscriptions", new Shape.Sequence(new Shape.Mapping(
                new("list", s_id, "Id of the watch list.", Required: true),
                new("digest", new Shape.Mapping(
                    new("hourly", new Shape.Scalar(ScalarKind.Boolean, "true"), "At each full hour."),
                    new("daily", new Shape.Scalar(ScalarKind.Time), "Quoted local time."),
                    new("weekly", new Shape.Mapping(
                        new("day", new Shape.Scalar(ScalarKind.Text, "mon", "tue", "wed", "thu", "fri", "sat", "sun"), "Day of the week.", true),
                        new("at", new Shape.Scalar(ScalarKind.Time), "Quoted local time.", true)), "Once a week."))
                { IsChoice = true }, "Exactly one schedule."),
                new("immediate", new Shape.Mapping(
                    new Key("min_severity", new Shape.Scalar(ScalarKind.Text, "low", "medium", "high", "critical"), "From here on at once.", true)), "Alerts."),
                new("only", new Shape.Sequence(new Shape.Scalar(ScalarKind.Text, "contradiction", "resolved", "new", "updated", "corroborated")),
                    "Kinds to hear of; empty = all."))), "Who gets which list, when."),
            s_note)), "People who get mail.", Required: true),
        s_note, s_source);

    public static Shape.Mapping Severity { get; } = new(
        Threshold("medium", "From here on medium.", "0.15"), Threshold("high", "From here on high.", "0.30"),
        Threshold("critical", "From here on critical.", "0.60"));

    public static Shape.Mapping Watcher { get; } = new(
        s_version,
        new("thresholds", new Shape.Mapping(
            Threshold("claim_confidence", "Below: recorded, not mailed.", "0.60"),
            Threshold("contradiction_confidence", "Below: recorded, not mailed.", "0.70"),
            new("corroboration_origins", WithNote(new Shape.Scalar(ScalarKind.Integer) { Minimum = 1, Maximum = 20 }), "Origins that settle a dispute.", Default: "2"),
            new("severity", Severity, "Steps of severity.")), "What is told, and how loudly."),
        new("mail", new Shape.Mapping(
            new("subject_prefix", s_line, "Begins each subject.", Default: "[Watcher]"),
            new("from", s_address, "The one sender address.", Default: "watcher@localhost"),
            new("from_name", s_line, "Display name.", Default: "Watcher"),
            new("reply_to", s_address, "Where answers go."),
            new("unsubscribe_to", s_address, "Where unsubscribe mails go."),
            new("base_url", new Shape.Scalar(ScalarKind.UrlOrNone), "Where readers reach the web page; with https mails have links to pause and unsubscribe there.", Default: "none"),
            new("id_domain", new Shape.Scalar(ScalarKind.Domain), "Domain of Message-IDs; by default that of from."),
            new("max_alerts_per_hour", new Shape.Scalar(ScalarKind.Integer) { Minimum = 1, Maximum = 100 }, "The next one starts a roll-up.", Default: "6"),
            new("unknown_policy", new Shape.Scalar(ScalarKind.Text, "resend", "hold"), "When the reply after the last dot was lost.", Default: "resend"),
            new("verp", new Shape.Scalar(ScalarKind.Boolean, "false"), "Bounce mails are not read in this version, so an envelope sender for each mail would serve nobody.", Default: "false"),
            new("feedback_id", new Shape.Scalar(ScalarKind.FeedbackId), "Your sender id of 5 to 15 characters: mails then carry a Feedback-ID, which needs DKIM at the relay; none = not sent.", Default: "none"),
            new("flood_guard", new Shape.Mapping(
                new("items", new Shape.Scalar(ScalarKind.Integer) { Minimum = 1, Maximum = 1_000_000 }, "More findings than this …", Default: "100"),
                new("times_median", new Shape.Scalar(ScalarKind.Number) { Minimum = 1, Maximum = 1_000_000 }, "… and than this times the median.", Default: "10")), "Counts instead of cards.")),
            "How mails look."),
        new("retention", new Shape.Mapping(
            new("pages", s_keep, "What pages held beside their article: dropped blocks, marks of change.", Default: "30d"), new("articles", s_keep, "Article texts.", Default: "365d"), new("outbox", s_keep, "Sent mails.", Default: "90d")),
            "How long things are kept; claims are kept for ever."),
        s_note, s_source);

    private static Key Threshold(string name, string description, string initial) =>
        new(name, WithNote(new Shape.Scalar(ScalarKind.Number) { Minimum = 0, Maximum = 1 }), description, Default: initial);

    /// <summary>A bare value, or { value, note, source }.</summary>
    private static Shape.AnyOf WithNote(Shape.Scalar value) =>
        new(value, new Shape.Mapping(new Key("value", value, "The value.", Required: true), s_note, s_source));
}
