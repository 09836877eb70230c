namespace Learning.Courses.Questions.Markup;

internal enum MarkKind
{
    Words,

    /// <summary>Markdown that is written as it stands: a picture, code, the signs around a link or an emphasis.</summary>
    Raw,
    Break,
}

/// <summary>A piece of a line on its way from HTML to Markdown.</summary>
internal sealed record Mark(MarkKind Kind, string Text)
{
    public static Mark LineBreak { get; } = new(MarkKind.Break, "");

    /// <summary>Where a block begins or ends: one line break, however many blocks end there.</summary>
    public static Mark BlockEdge { get; } = new(MarkKind.Break, "block");

    public bool IsSpace => Kind == MarkKind.Break || (Kind == MarkKind.Words && string.IsNullOrWhiteSpace(Text));

    public static Mark Words(string text) => new(MarkKind.Words, text);

    public static Mark Raw(string text) => new(MarkKind.Raw, text);
}
