namespace Watcher.Reading.Text;

/// <summary>Tokens that stand together in a longer list: those of one block among its article's. Lives as long as the list is not disposed.</summary>
public readonly struct TokenRun(RentedList<Token> tokens, int first, int length)
{
    public int Length { get; } = length;

    public bool IsEmpty => Length == 0;

    public ref readonly Token this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Length)
            {
                RentedList<Token>.ThrowOutside(index);
            }

            return ref tokens.Known(first + index);
        }
    }
}
