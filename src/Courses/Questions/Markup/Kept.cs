namespace Learning.Courses.Questions.Markup;

/// <summary>What of a text is written as Markdown; the rest becomes words, and is reported.</summary>
internal enum Kept
{
    Everything,

    /// <summary>Words, line breaks and formulas.</summary>
    Formulas,

    /// <summary>Words and line breaks, every sign of which is meant.</summary>
    Words,
}
