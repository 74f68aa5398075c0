namespace Watcher.Worker.Rules.Checks;

/// <summary>Codes of configuration problems. A code keeps its meaning for ever; <see cref="ProblemPages"/> holds the page of each.</summary>
internal static class ProblemCodes
{
    public const string FileMissing = "W001";
    public const string Syntax = "W002";
    public const string DuplicateKey = "W003";
    public const string Unreadable = "W004";
    public const string RequiredKey = "W010";
    public const string WrongType = "W011";
    public const string UnknownKey = "W012";
    public const string NotInList = "W013";
    public const string SecretInYaml = "W014";
    public const string Limit = "W015";
    public const string OutOfRange = "W016";
    public const string RepeatedId = "W030";
    public const string Coordinate = "W031";
    public const string UnknownRef = "W032";
    public const string OutsideCountry = "W033";
    public const string SideLetter = "W034";
    public const string NoLexicon = "W035";
    public const string Period = "W036";
    public const string FileName = "W037";
    public const string UselessExclusion = "W039";
    public const string UnknownUnit = "W040";
    public const string UnknownCountry = "W041";
    public const string MetricWithoutWords = "W042";
    public const string MetricDiffers = "W043";
    public const string OtherLanguage = "W044";
    public const string AmbiguousAlias = "W045";
    public const string UnquotedTime = "W046";
    public const string SharedAlias = "W050";
    public const string SharedNumber = "W051";
    public const string BadAddress = "W101";
    public const string UnknownList = "W102";
    public const string TwoSchedules = "W103";
    public const string GetsNothing = "W104";
    public const string NoRecipients = "W105";
    public const string QuietTime = "W106";
    public const string TimeZone = "W110";
    public const string Severities = "W111";
    public const string Setting = "W119";
    public const string KeyAndKeyFile = "W120";
    public const string UnreadableSecret = "W121";
    public const string DuplicateUrl = "W201";
    public const string UnknownOutlet = "W202";
    public const string HostUnknown = "W203";
    public const string NotAFeed = "W204";
    public const string PrivateAddress = "W205";
    public const string BadUrl = "W206";
    public const string UnknownParty = "W207";
    public const string TsvColumns = "W301";
    public const string TsvRepeatedId = "W302";
    public const string TsvAlias = "W303";
    public const string OldVersion = "W401";
    public const string NewerVersion = "W402";
}
