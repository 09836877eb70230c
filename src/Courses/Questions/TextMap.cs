namespace Learning.Courses.Questions;

/// <summary>Which line of a list is which line of another version of it, by its text. A text that stands twice in either is known in neither.</summary>
internal sealed class TextMap
{
    private readonly IReadOnlyList<int?> images;
    private readonly int count;

    private TextMap(IReadOnlyList<int?> images, int count) => (this.images, this.count) = (images, count);

    /// <summary>Both versions have the same lines, in whatever order.</summary>
    public bool IsComplete => images.Count == count && images.All(i => i is not null);

    public static TextMap Of(IEnumerable<string> from, IEnumerable<string> to)
    {
        var (old, @new) = (from.ToList(), to.ToList());
        return new TextMap([.. old.Select(text => IsOnce(old, text) && IsOnce(@new, text) ? @new.IndexOf(text) : (int?)null)], @new.Count);
    }

    /// <summary>Null for a line that the other version does not have.</summary>
    public int? this[int index] => index < images.Count ? images[index] : null;

    /// <summary>The line of the new version stood in the old one too.</summary>
    public bool Reaches(int image) => images.Contains(image);

    /// <summary>The lines that both have, in the order of the paper; then those that the paper did not show.</summary>
    public string Order(string order)
    {
        var shown = IndexList.Parse(order).Select(i => this[i]).OfType<int>().ToList();
        return IndexList.Join(shown.Concat(Enumerable.Range(0, count).Except(shown)));
    }

    private static bool IsOnce(List<string> lines, string text) => lines.Count(l => string.Equals(l, text, StringComparison.Ordinal)) == 1;
}
