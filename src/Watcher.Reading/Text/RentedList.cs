using System.Buffers;
using System.Runtime.CompilerServices;

namespace Watcher.Reading.Text;

/// <summary>
/// A list in a rented array, for what is read of one text and not kept: tokens and words are as many as the text is long, and every text has them.
/// </summary>
/// <param name="capacity">Room to begin with; it grows.</param>
public sealed class RentedList<T>(int capacity) : IDisposable
{
    private T[] _items = ArrayPool<T>.Shared.Rent(capacity);

    public int Count { get; private set; }

    /// <summary>Valid until the next <see cref="Add"/>.</summary>
    public ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    public ref readonly T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return ref _items[index];
        }
    }

    public void Add(in T item)
    {
        if (Count == _items.Length)
        {
            var larger = ArrayPool<T>.Shared.Rent(2 * Count);
            _items.AsSpan().CopyTo(larger);
            Return();
            _items = larger;
        }

        _items[Count++] = item;
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
