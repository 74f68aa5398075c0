using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;

namespace Watcher.Tests.Mentions;

public sealed class MentionDetectorTests
{
    private const string TwoVillages = """
        version: 1
        id: villages
        title: Two villages of one name
        settlements:
          - { id: north, name: Lozivka, country: UA, admin1: Kharkiv Oblast }
          - { id: south, name: Lozivka, country: UA, admin1: Kherson Oblast }
        """;

    [Fact]
    public void Detect_HomonymWithParentInTheSentence_TakesThatOne()
    {
        var mention = Assert.Single(MentionSample.Detect("A well was dug in Lozivka, Kherson Oblast.", MentionSample.RulesOf(TwoVillages)).Mentions);

        Assert.Equal("south", mention.Subject.Value);
        Assert.False(mention.Place!.IsAmbiguous);
    }

    [Fact]
    public void Detect_HomonymWithoutEvidence_StaysAmbiguous()
    {
        var mention = Assert.Single(MentionSample.Detect("A well was dug in Lozivka.", MentionSample.RulesOf(TwoVillages)).Mentions);

        Assert.True(mention.Place!.IsAmbiguous);
        Assert.Equal(2, mention.Place.Candidates.Length);
    }

    [Fact]
    public void Detect_LongerNameOfAnotherPlace_IsRefusedByNot()
    {
        var detection = MentionSample.Detect("The depot of Kupiansk-Vuzlovyi burnt down.");

        Assert.DoesNotContain(detection.Mentions, m => m.IsWatched);
        Assert.Equal("not", Assert.Single(detection.NearMisses).Refiner);
    }

    [Theory]
    [InlineData("The match in Perm ended in a draw.", false)]
    [InlineData("The match in Perm ended in a draw, the Russian club said.", true)]
    public void Detect_NameWithContext_NeedsOneOfItsWords(string text, bool isFound)
    {
        var rules = MentionSample.RulesOf("""
            version: 1
            id: perm
            title: Perm
            settlements:
              - { id: perm, name: Perm, country: RU, context: [Russian, Kama] }
            """);

        Assert.Equal(isFound, MentionSample.Detect(text, rules).Mentions.Any(m => m.IsWatched));
    }

    [Fact]
    public void Detect_InstitutionNamedAfterAPlace_IsEmbedded()
    {
        var mention = Assert.Single(MentionSample.Detect("Doctors at Kharkiv Regional Hospital went home; the Kherson Airport is closed.").Mentions, m => m.Subject.Value == "kherson");

        Assert.True(mention.IsEmbedded);
    }

    [Fact]
    public void Detect_PersonWithARole_RollsUpToTheSide()
    {
        var mention = Assert.Single(MentionSample.Detect("Only Vladimir Putin was absent.").Mentions);

        Assert.Equal(new SubjectId("ru"), mention.Side);
    }

    [Fact]
    public void Detect_CapitalThatActs_CarriesItsSide()
    {
        var mention = Assert.Single(MentionSample.Detect("On Friday Kyiv accused nobody.").Mentions);

        Assert.Equal((PlaceReading.Government, new SubjectId("ua")), (mention.Place!.Reading, mention.Side));
    }

    [Fact]
    public void Detect_BareNameBesideACuedOne_BorrowsItsReading()
    {
        var mentions = MentionSample.Detect("The Kharkiv region is quiet. Nobody left Kharkiv.").Mentions;

        Assert.Equal([PlaceReading.Oblast, PlaceReading.Oblast], mentions.Select(m => m.Place!.Reading));
        Assert.Equal("same block", mentions[1].ReadingBasis);
    }

    [Fact]
    public void Detect_PlaceWithATypingError_IsOnlyANearMiss()
    {
        var detection = MentionSample.Detect("Wheat grew in the Khrakiv region.");

        Assert.Empty(detection.Mentions);
        Assert.Equal("possible-place", Assert.Single(detection.NearMisses).Refiner);
    }

    [Fact]
    public void Detect_CommonSurnameWithoutFullName_IsNobody()
    {
        var rules = MentionSample.RulesOf("""
            version: 1
            id: smith
            title: Smith
            people:
              - { id: smith, name: Robin Smith }
            """);

        Assert.Empty(MentionSample.Detect("Adam Smith wrote books. The neighbour, Smith, read none.", rules).Mentions);
        Assert.Equal(2, MentionSample.Detect("Robin Smith reads. In the evening Smith sleeps.", rules).Mentions.Length);
    }

    [Fact]
    public void Detect_CoReferenceTooFarAway_NamesNobody()
    {
        var detection = MentionSample.Detect("The Institute for the Study of War moved.\n\nIt rained all day long.\n\nThe think tank said nothing.");

        Assert.DoesNotContain(detection.Mentions, m => m.Rule == "coreference");
    }

    [Fact]
    public void Build_GeneratedSpellingOfAnotherSubjectsName_IsDropped()
    {
        var rules = MentionSample.RulesOf("""
            version: 1
            id: near
            title: Near
            settlements:
              - { id: first, name: Hrakove, country: UA }
              - { id: second, name: Grakovo, country: UA }
            """);

        Assert.Equal("second", Assert.Single(MentionSample.Detect("They reached Grakovo at dusk.", rules).Mentions).Subject.Value);
    }

    [Fact]
    public void Build_WatchEverything_WatchesTheGazetteer()
    {
        var (rows, _) = GazetteerTsv.ReadSettlements(
            "id\tname\tcountry\tadmin1\tadmin2\tkind\tlat\tlon\tpopulation\taliases\thistoric\tsource\n"
            + "plovdiv\tPlovdiv\tBG\t\\N\t\\N\tcity\t42.15\t24.75\t\\N\t\\N\t\\N\texample\n");

        var rules = MentionRules.Build([], MentionSample.Sides, MentionSample.Lexicon, new Gazetteer(rows, []));

        Assert.True(Assert.Single(MentionSample.Detect("The fair in Plovdiv is over.", rules).Mentions).IsWatched);
    }
}
