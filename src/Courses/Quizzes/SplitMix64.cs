namespace Learning.Courses.Quizzes;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014): published, five lines, and the same for ever. System.Random may change its algorithm
/// between versions of .NET, and then a stored seed would no longer draw the paper it drew.
/// </summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 up to, not including, the bound. Values of the last, incomplete round are thrown away, else small numbers would come more often.</summary>
    public int Below(int bound)
    {
        var range = (ulong)bound;
        var rejectFrom = ulong.MaxValue - (ulong.MaxValue % range);
        ulong value;
        do
        {
            value = Next();
        }
        while (value >= rejectFrom);

        return (int)(value % range);
    }

    /// <summary>Fisher and Yates, from the end.</summary>
    public List<T> Shuffle<T>(IEnumerable<T> items)
    {
        var list = items.ToList();
        for (var last = list.Count - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (list[last], list[other]) = (list[other], list[last]);
        }

        return list;
    }
}
