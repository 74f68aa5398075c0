namespace Watcher.Worker.Rules.Checks;

/// <summary>The page of one code, as <c>check --explain</c> prints it.</summary>
/// <param name="Cause">What is wrong, and why it matters.</param>
/// <param name="Example">The mistake as it is written.</param>
/// <param name="Fix">The same written right, or what to do.</param>
internal sealed record ProblemPage(string Cause, string Example, string Fix);

/// <summary>One page for each of <see cref="ProblemCodes"/>.</summary>
internal static class ProblemPages
{
    private static readonly Dictionary<string, ProblemPage> s_pages = new(StringComparer.Ordinal)
    {
        [ProblemCodes.FileMissing] = new(
            "A file or folder that Watcher needs is not there. The rule data (lexicon/, ontology/, cleaning/) must be complete; feeds.yaml, recipients.yaml and watcher.yaml may be absent.",
            "watcher check --config confg", "watcher check --config config     (or restore the file that is named)"),
        [ProblemCodes.Syntax] = new(
            "The file is not YAML at this place. Look at the line that is shown and at the one before it: a quote or bracket that is not closed, a tab, an indentation that differs from its neighbours, or a value with ': ' in it that has no quotes.",
            "title: Kharkiv: the front", "title: \"Kharkiv: the front\""),
        [ProblemCodes.DuplicateKey] = new(
            "A key stands twice in one entry. Only one of the two values could count, and nobody would know which.",
            "{ id: izium, name: Izium, name: Izyum }", "{ id: izium, name: Izium, aliases: { en: [Izyum] } }"),
        [ProblemCodes.Unreadable] = new(
            "The file cannot be opened, is not saved as UTF-8, or holds a character that no editor shows. Names in Cyrillic would come out wrong, so nothing is guessed.",
            "a file saved as \"Unicode\" or \"Windows-1251\"", "save it again with the encoding UTF-8; for rights: chmod a+r config/feeds.yaml"),
        [ProblemCodes.RequiredKey] = new(
            "The entry lacks a key without which it means nothing. config/README.md shows each kind of entry complete.",
            "- { name: Kupiansk }", "- { id: kupiansk, name: Kupiansk }"),
        [ProblemCodes.WrongType] = new(
            "The value has another form than the key takes: one word where a list belongs, a list where one value belongs, a number in quotes, a date that is none, or nothing at all.",
            "languages: en", "languages: [en]"),
        [ProblemCodes.UnknownKey] = new(
            "No such key exists at this place; mostly a typing error, or a key that is indented too far or not far enough. It is an error because a misspelt key would otherwise be a rule that silently does not apply. Keys that begin with x- are ignored.",
            "- { id: kupiansk, nmae: Kupiansk }", "- { id: kupiansk, name: Kupiansk }"),
        [ProblemCodes.NotInList] = new(
            "The key takes one of a few words, and this is none of them. The message lists them.",
            "priority: high", "priority: primary"),
        [ProblemCodes.SecretInYaml] = new(
            "Passwords and tokens do not belong into files that are shared, backed up and shown to others. They come from a secret file, or from the environment.",
            "password: …     (in watcher.yaml or appsettings.json)", "Smtp__PasswordFile=/run/secrets/smtp_password     (in the environment)"),
        [ProblemCodes.Limit] = new(
            "The file is larger or deeper than anything a person writes: 1 MB, 10,000 values (repeated anchors count each time), 32 levels. Large tables of places belong into config/gazetteer/*.tsv.",
            "an anchor that repeats an anchor that repeats an anchor", "write the entries out, or move the table into the gazetteer"),
        [ProblemCodes.OutOfRange] = new(
            "The number, duration, size or length is outside of what the key allows. The message gives the bounds.",
            "every: 10s", "every: 1m"),
        [ProblemCodes.FormerId] = new(
            "was: says what an id was before, so that what the store knows under the old one is carried over. The old id must be free: no entry may bear it now, neither the same entry nor another nor a metric or side of the ontology, and only one entry can have been it. Two entries cannot change ids with each other in one step.",
            "- { id: izium-town, was: izium, name: Izium }  …  - { id: izium, name: Izium }", "delete the entry that still bears the old id, or delete was:"),
        [ProblemCodes.RepeatedId] = new(
            "Two entries carry one id, or a recipient has two subscriptions for one list. Ids are what the ledger remembers a subject by, so each belongs to one entry. The same settlement or person may stand in several lists if the entries are equal.",
            "- { id: lyman, name: Lyman }  …  - { id: lyman, name: Lyman Pershyi }", "- { id: lyman-pershyi, name: Lyman Pershyi }"),
        [ProblemCodes.Coordinate] = new(
            "A latitude lies between -90 and 90, a longitude between -180 and 180. Mostly the decimal point has moved.",
            "location: { lat: 497.106, lon: 37.6158 }", "location: { lat: 49.7106, lon: 37.6158 }"),
        [ProblemCodes.UnknownRef] = new(
            "ref: takes name, place and aliases from a row of config/gazetteer, and there is no row with this id. People are looked for in people.tsv, settlements in the other tables.",
            "- ref: vovchnsk", "- ref: vovchansk     (or write it out: { id: …, name: … })"),
        [ProblemCodes.OutsideCountry] = new(
            "The coordinates lie far outside of the country that is given. Often latitude and longitude are swapped: latitude is degrees north, longitude degrees east.",
            "{ id: izium, name: Izium, country: UA, location: { lat: 37.2485, lon: 49.2088 } }", "location: { lat: 49.2088, lon: 37.2485 }"),
        [ProblemCodes.SideLetter] = new(
            "The letter of a side stands in the control strips of mails. It must be the side's own; D, ? and . are taken (disputed, contested, no claim).",
            "{ id: defenders, name: Defenders, letter: D }", "{ id: defenders, name: Defenders, letter: F }"),
        [ProblemCodes.NoLexicon] = new(
            "Watcher has no word lists for this language, so it would find nothing in it. The code is of the language, not of the country: Ukrainian is uk.",
            "languages: [en, ua]", "languages: [en, uk]"),
        [ProblemCodes.Period] = new(
            "A period ends before it begins.",
            "roles: [{ title: Mayor, from: 2024-05-01, to: 2019-05-01 }]", "roles: [{ title: Mayor, from: 2019-05-01, to: 2024-05-01 }]"),
        [ProblemCodes.FileName] = new(
            "The id of a watch list is the name of its file without .yaml: that is how recipients and the command line name it.",
            "id: kharkiv-front     (in watchlists/kharkiv.yaml)", "id: kharkiv     (or rename the file to kharkiv-front.yaml)"),
        [ProblemCodes.UselessExclusion] = new(
            "not: holds longer names that contain this one and mean something else. A name that is no longer than the subject's own excludes nothing.",
            "{ id: lyman, name: Lyman, not: [Lyman] }", "{ id: lyman, name: Lyman, not: [Lyman-Vuzlovyi] }"),
        [ProblemCodes.UnknownUnit] = new(
            "The unit is not in ontology/units.yaml. What is measured decides what can be compared.",
            "{ id: killed, unit: peple, kind: cumulative }", "{ id: killed, unit: people, kind: cumulative }"),
        [ProblemCodes.UnknownCountry] = new(
            "Countries are given by their two capital letters (ISO 3166-1): UA, GB, US.",
            "country: UK", "country: GB"),
        [ProblemCodes.MetricWithoutWords] = new(
            "The metric is not in ontology/metrics.yaml, so Watcher knows no words for it, and the entry gives none. It would never be found.",
            "{ id: bridges-hit, unit: count, kind: cumulative }", "{ id: bridges-hit, unit: count, kind: cumulative, object: bridge, terms: { en: [hit, destroyed] } }"),
        [ProblemCodes.MetricDiffers] = new(
            "ontology/metrics.yaml says what this metric measures and how its numbers compare, for every list; the list says otherwise, and is not followed. A metric of your own needs an id of its own.",
            "{ id: killed, unit: people, kind: snapshot }", "{ id: killed, unit: people, kind: cumulative }     (or { id: bodies-in-morgues, … })"),
        [ProblemCodes.OtherLanguage] = new(
            "The list says which languages it is about, and an entry names something in another one. Names count whatever their language, so mostly the list of languages is too short.",
            "languages: [en]  …  aliases: { uk: [Ізюм] }", "languages: [en, uk]"),
        [ProblemCodes.AmbiguousAlias] = new(
            "The name is very short, or an ordinary word or first name: it will be found where it is not meant. context: lists words of which one must stand near it.",
            "{ id: ob, name: Ob }", "{ id: ob, name: Ob, context: [Siberia, river] }     (try it: watcher analyze --list LIST \"a sentence\")"),
        [ProblemCodes.UnquotedTime] = new(
            "Many tools read 09:30 without quotes as a number. Watcher does not, but the next tool that rewrites the file may.",
            "digest: { daily: 09:30 }", "digest: { daily: \"09:30\" }"),
        [ProblemCodes.SharedNumber] = new(
            "Two settlements carry one number of the public gazetteer, so they are one place under two ids, and half of what is said of it would be missing from each.",
            "{ id: izium, geonames: 707753 }  …  { id: izyum, geonames: 707753 }", "one entry with the other spelling under aliases"),
        [ProblemCodes.SharedAlias] = new(
            "Two subjects claim one name, so a mention could mean either. With context: words on both, the words near it decide.",
            "- { id: lyman, name: Lyman }  …  - { id: krasnyi-lyman, name: Krasnyi Lyman, aliases: { en: [Lyman] } }", "drop the alias, or give both entries context: words"),
        [ProblemCodes.BadAddress] = new(
            "One plain mail address belongs here: name@host, without display name, blanks or a second address, at most 254 characters. The message does not repeat it, because addresses are personal data.",
            "address: Editor <editor@example.org>", "address: editor@example.org"),
        [ProblemCodes.UnknownList] = new(
            "No watch list has this id. The id of a list is its file name without .yaml.",
            "- list: kharkov", "- list: kharkiv"),
        [ProblemCodes.TwoSchedules] = new(
            "A digest has exactly one of hourly, daily and weekly. For two schedules use two recipients.",
            "digest: { daily: \"09:00\", hourly: true }", "digest: { daily: \"09:00\" }"),
        [ProblemCodes.GetsNothing] = new(
            "The recipient would never get a mail: no subscription, or a subscription without digest and without immediate. Operators need none.",
            "- { id: editor, address: editor@example.org }", "subscriptions: [{ list: kharkiv, digest: { daily: \"09:00\" } }]"),
        [ProblemCodes.NoRecipients] = new(
            "A real mail transport is set, and there is no recipients.yaml: every mail would go to the built-in address preview@localhost, which does not exist.",
            "Mail__Transport=smtp     (and no config/recipients.yaml)", "copy config/recipients.example.yaml to config/recipients.yaml, or set Mail__Transport=pickup"),
        [ProblemCodes.QuietTime] = new(
            "The quiet hours begin and end at the same time. They may cross midnight, but they cannot be empty or the whole day.",
            "quiet: { from: \"22:00\", to: \"22:00\" }", "quiet: { from: \"22:00\", to: \"07:00\" }"),
        [ProblemCodes.TimeZone] = new(
            "The time zone is not in the IANA list that this system has. Names are Area/City; abbreviations such as CET or UTC+2 do not know of summer time.",
            "timezone: Europe/Kyev", "timezone: Europe/Kyiv"),
        [ProblemCodes.Severities] = new(
            "The steps of severity must rise: medium below high below critical.",
            "severity: { medium: 0.40, high: 0.30, critical: 0.60 }", "severity: { medium: 0.15, high: 0.30, critical: 0.60 }"),
        [ProblemCodes.Setting] = new(
            "A setting of appsettings.json, of the environment or of the command line does not exist or has a value it cannot have. In the environment, sections and keys are joined by two underscores.",
            "Smtp__Hots=mail.example.org", "Smtp__Host=mail.example.org"),
        [ProblemCodes.KeyAndKeyFile] = new(
            "A secret is given twice, as a value and as a file. One of them is out of date sooner or later, so neither is taken.",
            "Smtp__Password=…  Smtp__PasswordFile=/run/secrets/smtp_password", "keep Smtp__PasswordFile, unset Smtp__Password"),
        [ProblemCodes.UnreadableSecret] = new(
            "The file that should hold a secret is missing, unreadable or empty. That is never taken for \"no password\".",
            "Smtp__PasswordFile=/run/secrets/smtp     (empty)", "printf %s 'the password' > /run/secrets/smtp"),
        [ProblemCodes.DuplicateUrl] = new(
            "Two feeds have one address. http and https, a default port, a final slash and tracking parameters make no difference. Its items would count twice.",
            "https://gazette.example/rss  …  http://gazette.example/rss/?utm_source=x", "delete one of the two feeds"),
        [ProblemCodes.UnknownOutlet] = new(
            "The feed names an outlet that is not defined under outlets:, where its name, country and owner stand.",
            "{ id: f, outlet: gazete, url: … }", "{ id: f, outlet: gazette, url: … }"),
        [ProblemCodes.HostUnknown] = new(
            "The name of the host has no address, or the address did not answer. Only check --online asks.",
            "url: https://gazette.exmaple/rss", "correct the host, or try again when the network is there: watcher feeds test URL"),
        [ProblemCodes.NotAFeed] = new(
            "The address answers, but not with a feed: a web page, an error, or nothing. Only check --online asks.",
            "url: https://gazette.example/", "look for \"RSS\" on the page, then: watcher feeds test https://gazette.example/rss"),
        [ProblemCodes.PrivateAddress] = new(
            "The address lies in a private network or on this machine. Watcher does not fetch those, so that no feed can reach into your network; exceptions are named in the settings.",
            "url: http://192.168.1.20/rss", "Http__AllowedPrivateHosts__0=192.168.1.20:80"),
        [ProblemCodes.BadUrl] = new(
            "The address must be complete, begin with http:// or https://, and hold no user name and no password.",
            "url: gazette.example/rss", "url: https://gazette.example/rss"),
        [ProblemCodes.UnknownParty] = new(
            "party: marks an outlet that speaks for a side of the conflict. It is the id of a side of ontology/sides.yaml or of a watch list, or none.",
            "party: ukr", "party: ua"),
        [ProblemCodes.TsvColumns] = new(
            "The row has another number of columns than the header, or a cell does not hold what its column needs. Columns are separated by one tab each; no value is \\N.",
            "lyman<tab>Lyman<tab>UA", "copy a whole row and change its cells"),
        [ProblemCodes.TsvRepeatedId] = new(
            "Two rows of a table carry one id.",
            "lyman … (line 12) and lyman … (line 80)", "delete one row, or give it an id of its own"),
        [ProblemCodes.TsvAlias] = new(
            "Aliases are written language:name and separated by |. Former names are name@from..to with dates as 2024-09-19, of which one may be missing.",
            "historic: { uk: [\"Old Name@2016\"] }", "historic: { uk: [\"Old Name@..2016-05-19\"] }"),
        [ProblemCodes.OldVersion] = new(
            "The file has the version number of an older Watcher. It still loads.",
            "version: 0", "watcher check --migrate     (prints the file as this version writes it, comments kept)"),
        [ProblemCodes.NewerVersion] = new(
            "The file was written for a newer Watcher. What this one would not understand it would ignore, so it does not load it.",
            "version: 9", "update the program, or take the file of your version from the backup"),
    };

    public static IReadOnlyCollection<string> All => s_pages.Keys;

    /// <summary>Null for a code that does not exist.</summary>
    public static ProblemPage? Of(string code) => s_pages.GetValueOrDefault(code.ToUpperInvariant());
}
