using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Watcher.Reading.Text;

/// <summary>
/// A list in a rented array, for what is read of one text and not kept: tokens and words are as many as the text is long, and every text has them.
/// </summary>
/// <param name="capacity">Room to begin with; it grows.</param>
public sealed class RentedList<T>(int capacity) : IDisposable
{
    /// <summary>Items that a list without room grows to.</summary>
    private const int LeastGrowth = 16;

    private T[] _items = ArrayPool<T>.Shared.Rent(capacity);

    public int Count { get; private set; }

    /// <summary>Valid until the next <see cref="Add"/>.</summary>
    public ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    public ref readonly T this[int index]
    {
        get
        {
            // Read for every word by every rule: the check is one comparison, and who throws stands elsewhere.
            if ((uint)index >= (uint)Count)
            {
                ThrowOutside(index);
            }

            return ref _items[index];
        }
    }

    /// <summary>An item that is known to be there.</summary>
    internal ref readonly T Known(int index) => ref _items[index];

    public void Add(in T item)
    {
        if (Count == _items.Length)
        {
            Grow(1);
        }

        _items[Count++] = item;
    }

    /// <summary>Puts another item in the place of one.</summary>
    public void Set(int index, in T item)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        _items[index] = item;
    }

    /// <summary>In their natural order; equal ones in any.</summary>
    public void Sort() => _items.AsSpan(0, Count).Sort();

    /// <summary>Drops all items behind the first <paramref name="count"/>.</summary>
    public void Truncate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Count, nameof(count));
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            _items.AsSpan(count, Count - count).Clear();
        }

        Count = count;
    }

    /// <summary>Adds <paramref name="count"/> items, to be written by the caller before the next is added.</summary>
    public Span<T> Extend(int count)
    {
        if (Count + count > _items.Length)
        {
            Grow(count);
        }

        Count += count;
        return _items.AsSpan(Count - count, count);
    }

    /// <summary>Empties it and keeps its room.</summary>
    public void Clear()
    {
        ClearReferences();
        Count = 0;
    }

    public void Dispose()
    {
        Return();
        (_items, Count) = ([], 0);
    }

    [DoesNotReturn]
    internal static void ThrowOutside(int index) => throw new ArgumentOutOfRangeException(nameof(index), index, "No item has this index.");

    private void Grow(int count)
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(LeastGrowth, Math.Max(Count + count, 2 * Count)));
        _items.AsSpan(0, Count).CopyTo(larger);
        Return();
        _items = larger;
    }

    private void Return()
    {
        ClearReferences();
        ArrayPool<T>.Shared.Return(_items);
    }

    /// <summary>What a rented array still refers to would stay in memory.</summary>
    private void ClearReferences()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            _items.AsSpan(0, Count).Clear();
        }
    }
}
