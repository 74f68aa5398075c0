namespace Watcher.Worker.Cli;

/// <summary>How a word stands out where there is colour. The word itself always says the same without.</summary>
internal enum Tone
{
    Plain,

    /// <summary>Headings, and what to look at first.</summary>
    Strong,

    /// <summary>What matters least.</summary>
    Quiet,
    Good,
    Careful,
    Bad,
}

/// <summary>One piece of text on its way to a terminal, escaped when it is written.</summary>
internal readonly record struct Cell(string Text, Tone Tone = Tone.Plain)
{
    public static implicit operator Cell(string? text) => new(text ?? "");
}
