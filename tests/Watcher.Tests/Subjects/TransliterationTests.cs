using Watcher.Claims.Subjects.Transliteration;
using Watcher.Tests.Mentions;

namespace Watcher.Tests.Subjects;

public sealed class TransliterationTests
{
    private static readonly NameForms s_forms = new(MentionSample.Lexicon.GivenNameGroups, MentionSample.Lexicon.Exonyms);

    [Theory]
    [InlineData("Izium", "izyum")]
    [InlineData("Kupiansk", "kupyansk")]
    [InlineData("Balakliia", "balakliya")]
    [InlineData("Hrakove", "grakovo")]
    [InlineData("Sievierodonetsk", "severodonetsk")]
    [InlineData("Chkalovske", "chkalovskoye")]
    [InlineData("Oleksandrivka", "olexandrivka")]
    [InlineData("Odesa", "odessa")]
    [InlineData("Kyiv", "kiev")]
    public void OfPlace_CanonicalName_GivesThePressSpelling(string name, string spelling) => Assert.Contains(spelling, s_forms.OfPlace(name));

    [Theory]
    [InlineData("Valerii Zaluzhnyi", "valeriy zaluzhniy")]
    [InlineData("Oleksii Reznikov", "olexii reznikov")]
    [InlineData("Volodymyr Zelensky", "volodymyr zelenskyy")]
    [InlineData("Oleh Nikolenko", "oleg nikolenko")]
    [InlineData("António Guterres", "antonio guterres")]
    public void OfPerson_CanonicalName_GivesThePressSpelling(string name, string spelling) => Assert.Contains(spelling, s_forms.OfPerson(name));

    [Theory]
    [InlineData("London")]
    [InlineData("Hodges")]
    [InlineData("Hollande")]
    [InlineData("Nice")]
    public void OfPlace_ForeignName_GivesOnlyItself(string name) => Assert.Equal(name.ToLowerInvariant(), Assert.Single(s_forms.OfPlace(name)));

    [Theory]
    [InlineData("Харків", "харкові")]
    [InlineData("Балаклія", "балаклії")]
    [InlineData("Зеленський", "зеленського")]
    [InlineData("Одеса", "одесу")]
    public void OfPlace_CyrillicName_GivesItsCases(string name, string form) => Assert.Contains(form, CyrillicForms.Of(name, CyrillicForms.Kind.Place));

    [Fact]
    public void OfPlace_LongName_StaysWithinItsBound() =>
        Assert.InRange(s_forms.OfPlace("Velykyi Khrystyshchenskyi-Hryhoriivskyi Yizhiiv").Length, 1, NameForms.MaxForms);
}
