using Watcher.Reading.Text;

namespace Watcher.Tests.Text;

public sealed class RentedListTests
{
    [Fact]
    public void Add_BeyondItsRoom_KeepsEveryItemInOrder()
    {
        using var list = new RentedList<string>(1);

        for (var i = 0; i < 1_000; i++)
        {
            list.Add($"item {i}");
        }

        Assert.Equal(1_000, list.Count);
        Assert.Equal(Enumerable.Range(0, 1_000).Select(i => $"item {i}"), list.Items.ToArray());
    }

    [Fact]
    public void Add_ListWithoutRoom_Grows()
    {
        using var list = new RentedList<int>(0);

        list.Add(7);

        Assert.Equal([7], list.Items.ToArray());
    }

    [Fact]
    public void Extend_FilledList_GivesItemsBehindThoseThatStay()
    {
        using var list = new RentedList<int>(1);
        list.Add(7);

        list.Extend(100).Fill(3);
        list.Add(8);

        Assert.Equal([7, .. Enumerable.Repeat(3, 100), 8], list.Items.ToArray());
    }

    [Fact]
    public void Index_BehindTheLastItem_Throws()
    {
        using var list = new RentedList<int>(16);
        list.Add(1);

        Assert.Throws<ArgumentOutOfRangeException>(() => list[1]);      // the rented array is longer than the list
    }

    [Fact]
    public void Clear_FilledList_IsEmptyAndTakesItemsAgain()
    {
        using var list = new RentedList<string>(4);
        list.Add("one");

        list.Clear();
        list.Add("two");

        Assert.Equal(["two"], list.Items.ToArray());
    }

    [Fact]
    public void Tokenize_TwoBlocksIntoOneList_GivesEachItsOwnRun()
    {
        using var list = new RentedList<Token>(1);
        const string text = "One two.\nThree four five";

        var first = Tokenizer.Tokenize(text, new TextSpan(0, 8), list);
        var second = Tokenizer.Tokenize(text, new TextSpan(9, text.Length), list);

        Assert.Equal((3, 3), (first.Length, second.Length));
        Assert.Equal(("one", "three"), (first[0].Folded, second[0].Folded));
        Assert.Throws<ArgumentOutOfRangeException>(() => first[3]);     // the next block's
    }
}
