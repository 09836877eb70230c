namespace Learning.Courses.Questions.Exchange;

/// <summary>Where in a file something stands.</summary>
/// <param name="File">Within a package; empty where there is one file only.</param>
/// <param name="Line">Or the row of a sheet, from 1; 0 where it is not known.</param>
public readonly record struct Place(string File, int Line)
{
    public override string ToString() => (File.Length, Line) switch
    {
        (0, _) => $"{Line}",
        (_, 0) => File,
        _ => $"{File}:{Line}",
    };
}

/// <summary>One thing that a foreign file asks: a question, or the reason why it cannot be one of ours.</summary>
internal sealed class ForeignItem(Place at)
{
    public Place At { get; } = at;

    /// <summary>Ids and names by which the file calls it, the best first.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Categories and tags that may name a lesson, the best first.</summary>
    public IReadOnlyList<string> Lessons { get; init; } = [];

    /// <summary>Texts may hold any HTML; key and lesson are not ours yet. An empty explanation is none.</summary>
    public Question? Question { get; init; }

    public Refusal? Refusal { get; init; }

    /// <summary>What to show of an item without a question.</summary>
    public string Title { get; init; } = "";

    public LossList Losses { get; init; } = new();
}

/// <summary>A whole file. What can be said of it as a whole stands in the notes.</summary>
internal sealed record ForeignReading(IReadOnlyList<ForeignItem> Items, IReadOnlyList<Loss> Notes)
{
    /// <summary>More do not fit into a bank.</summary>
    public const int MostItems = 5000;

    /// <summary>No more is read than shows that there are too many.</summary>
    public static IEnumerable<T> Enough<T>(IEnumerable<T> items) => items.Take(MostItems + 1);
}
