namespace Watcher.Worker.Rules.Checks;

/// <summary>Codes of configuration problems. A code keeps its meaning for ever; <see cref="Explain"/> is the page of <c>check --explain</c>.</summary>
internal static class ProblemCodes
{
    public const string FileMissing = "W001";
    public const string Syntax = "W002";
    public const string DuplicateKey = "W003";
    public const string RequiredKey = "W010";
    public const string WrongType = "W011";
    public const string UnknownKey = "W012";
    public const string NotInList = "W013";
    public const string SecretInYaml = "W014";
    public const string Limit = "W015";
    public const string RepeatedId = "W030";
    public const string Coordinate = "W031";
    public const string UnknownRef = "W032";
    public const string UnknownUnit = "W040";
    public const string AmbiguousAlias = "W045";
    public const string UnquotedTime = "W046";
    public const string SharedAlias = "W050";
    public const string BadAddress = "W101";
    public const string UnknownList = "W102";
    public const string TwoSchedules = "W103";
    public const string NoRecipients = "W105";
    public const string TimeZone = "W110";
    public const string Setting = "W119";
    public const string KeyAndKeyFile = "W120";
    public const string UnreadableSecret = "W121";
    public const string DuplicateUrl = "W201";
    public const string UnknownOutlet = "W202";
    public const string BadUrl = "W206";
    public const string TsvColumns = "W301";
    public const string TsvRepeatedId = "W302";
    public const string TsvAlias = "W303";
    public const string OldVersion = "W401";
    public const string NewerVersion = "W402";

    private static readonly Dictionary<string, string> s_pages = new(StringComparer.Ordinal)
    {
        [FileMissing] = "A file or folder that Watcher needs is not there. Fix: create it, or point --config at the right folder.",
        [Syntax] = "The file is not valid YAML at this place. Often a missing quote, a tab, or wrong indentation on the line before.",
        [DuplicateKey] = "A key stands twice in one mapping; only one of the values could count. Fix: delete one.",
        [RequiredKey] = "A key without which the entry has no meaning is missing. Fix: add it; config/README.md shows each entry complete.",
        [WrongType] = "The value has another shape than the key needs: a list where one value belongs, a word where a number belongs, a bad date.",
        [UnknownKey] = "No such key exists here; most often a typing error. A typo must not pass for an absent rule, so it is an error.",
        [NotInList] = "The key takes one of a few words, and this is none of them.",
        [SecretInYaml] = "Secrets do not belong into YAML. Use the environment (Smtp__Password) or a secret file (Smtp__PasswordFile).",
        [Limit] = "The file is larger or nested deeper than a configuration can be (1 MB, 10,000 nodes, depth 32).",
        [RepeatedId] = "Two entries carry one id. Ids are what the ledger remembers, so each must be unique (equal entries may repeat across lists).",
        [Coordinate] = "A latitude is between -90 and 90, a longitude between -180 and 180. Often a decimal point has moved.",
        [UnknownRef] = "ref: names a gazetteer row that does not exist. Fix: correct the id, or write the entry out with id and name.",
        [UnknownUnit] = "The unit is not in ontology/units.yaml. Fix: use an id from there, such as people, km2, km, percent.",
        [AmbiguousAlias] = "The alias is very short or a common word and will match where it should not. Fix: add context: words, or drop it.",
        [UnquotedTime] = "Other tools read 09:30 without quotes as a number. Fix: write \"09:30\".",
        [SharedAlias] = "Two subjects claim the same name, so a mention could mean either. Fix: drop one, or add context: words to both.",
        [BadAddress] = "The address is no plain mail address (name@host), without display name, at most 254 characters.",
        [UnknownList] = "The subscription names a watch list that does not exist. The id of a list is its file name without ending.",
        [TwoSchedules] = "A digest has exactly one of hourly, daily and weekly.",
        [NoRecipients] = "A real mail transport is set and nobody would receive anything. Fix: write config/recipients.yaml.",
        [TimeZone] = "The time zone is not an IANA name that this system knows, such as Europe/Kyiv.",
        [Setting] = "A setting of appsettings.json, the environment or the command line is unknown or out of range.",
        [KeyAndKeyFile] = "A secret is given twice, as value and as file. Fix: keep one.",
        [UnreadableSecret] = "The secret file is missing, empty or unreadable. It is never taken for \"no password\".",
        [DuplicateUrl] = "Two feeds have the same address.",
        [UnknownOutlet] = "The feed names an outlet that feeds.yaml does not define.",
        [BadUrl] = "A feed's url is absolute, http or https, and holds no user name or password.",
        [TsvColumns] = "The row has another number of columns than the header. Columns are separated by tabs; no value is \\N.",
        [TsvRepeatedId] = "Two rows of a table carry one id.",
        [TsvAlias] = "An alias is written language:name, several are separated by |.",
        [OldVersion] = "The file has an old version number. It still loads.",
        [NewerVersion] = "The file was written for a newer Watcher than this one. Fix: update the program.",
    };

    public static IReadOnlyCollection<string> All => s_pages.Keys;

    /// <summary>Cause and fix of a code; null for a code that does not exist.</summary>
    public static string? Explain(string code) => s_pages.GetValueOrDefault(code.ToUpperInvariant());
}
