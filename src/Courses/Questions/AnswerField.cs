namespace Learning.Courses.Questions;

public enum FieldShape
{
    /// <summary>No input: the words above the fields of one part of a passage.</summary>
    Words,
    Radios,

    /// <summary>Radios without letters, for choices that are never shuffled.</summary>
    PlainRadios,
    Ticks,
    Line,

    /// <summary>Several lines, for an answer in one's own words.</summary>
    Text,
    Number,
    Select,
}

/// <summary>
/// One thing to fill in on a paper. Every kind says what it asks for in these few shapes, so that a page can show a kind it has
/// never heard of. Nothing in it says what is right.
/// </summary>
/// <param name="Label">HTML beside the input; empty where the stem says it all.</param>
/// <param name="Choices">In the order of this paper; none where the answer is typed.</param>
/// <param name="Typed">What stands in the line now.</param>
public sealed record AnswerField(FieldShape Shape, string Label, IReadOnlyList<FieldChoice> Choices, string Typed)
{
    /// <summary>Of a passage, the part that is asked, from 1; else 0. Radios of two parts must not be one group.</summary>
    public int Part { get; init; }

    public static AnswerField TypedLine(FieldShape shape, string label, string typed) => new(shape, label, [], typed);
}

/// <param name="Position">What the browser posts for this choice.</param>
/// <param name="Text">HTML; plain text in a <see cref="FieldShape.Select"/>, which can show no more.</param>
public sealed record FieldChoice(int Position, string Text, bool IsChosen);

/// <summary>One thing that was asked, after the sitting: what was answered and what is right.</summary>
/// <param name="Label">HTML.</param>
/// <param name="Typed">The answer in plain words; empty for choices and where there was none.</param>
/// <param name="Accepted">What would have been right, in plain words; none for choices.</param>
public sealed record ReviewedField(string Label, IReadOnlyList<ReviewedChoice> Choices, string Typed, IReadOnlyList<string> Accepted, bool IsRight)
{
    /// <summary>Why it is so, where one part of a passage says it for itself. HTML.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>What the answer should have said, one point a line; none where a machine marks.</summary>
    public IReadOnlyList<GuideLine> Guide { get; init; } = [];
}

/// <param name="Text">HTML.</param>
/// <param name="IsSaid">Whether a person found it in the answer; null while nobody has looked.</param>
public sealed record GuideLine(string Text, bool? IsSaid);

public sealed record ReviewedChoice(string Text, bool IsRight, bool IsChosen);
