using Learning.Courses.Catalogue.Markdown;

namespace Learning.Courses.Catalogue;

/// <summary>One course as the files say it today, without a mistake in any of them.</summary>
/// <param name="Theme">One of <see cref="Themes.All"/>.</param>
/// <param name="Texts">By language. The Chinese original is always there.</param>
/// <param name="Quiz">Null where the course is passed by finishing its lessons.</param>
/// <param name="Lessons">In the order of study.</param>
/// <param name="Banks">The question banks by language; empty where there are none.</param>
/// <param name="Figures">By path within the course folder.</param>
public sealed record Course(
    string Key,
    string Theme,
    int Order,
    IReadOnlyDictionary<string, CourseText> Texts,
    QuizSettings? Quiz,
    IReadOnlyList<Lesson> Lessons,
    IReadOnlyDictionary<string, BankText> Banks,
    IReadOnlyDictionary<string, FigureFile> Figures)
{
    /// <summary>Nominal minutes of all lessons.</summary>
    public int Minutes => Lessons.Sum(l => l.Minutes);

    /// <summary>See <see cref="CourseEdition.Manifest"/>.</summary>
    public string Manifest => CourseManifest.Of(this);

    /// <summary>See <see cref="CourseEdition.Hash"/>.</summary>
    public string Hash => Digest.Of(Manifest);

    /// <summary>The text for a reader of that language; the original where there is no translation.</summary>
    public CourseText In(string language) => Texts.TryGetValue(language, out var text) ? text : Texts[Languages.Chinese];

    /// <summary>The bank for a reader of that language; the original where there is no translation, null where there is no bank.</summary>
    public BankText? BankIn(string language) => Banks.TryGetValue(language, out var bank) ? bank : Banks.GetValueOrDefault(Languages.Chinese);
}

public sealed record CourseText(string Language, string Title, string Summary, string IntroHtml);

/// <summary>What of a paper is mixed anew for each sitting.</summary>
[Flags]
public enum Shuffle
{
    None = 0,
    Questions = 1,
    Options = 2,
    Both = Questions | Options,
}

/// <summary>How a quiz is drawn and passed.</summary>
/// <param name="Questions">On a paper, whether drawn by turns from all lessons or by a blueprint.</param>
/// <param name="PassPercent">Of the points, to pass.</param>
/// <param name="Minutes">From start to deadline.</param>
/// <param name="GraceSeconds">How long after the deadline an answer that was on its way is still taken, and recorded as late.</param>
public sealed record QuizSettings(int Questions, int PassPercent, int Minutes, int Attempts, int GraceSeconds = QuizSettings.UsualGrace)
{
    /// <summary>A bad line needs about this long to deliver what was written in time.</summary>
    public const int UsualGrace = 60;

    /// <summary>Null where lessons take turns until there are enough questions.</summary>
    public Blueprint? Blueprint { get; init; }

    public Shuffle Shuffle { get; init; } = Shuffle.Both;

    public QuizDays Days { get; init; } = QuizDays.Any;
}

/// <summary>A question bank as the author wrote it. What it means is the business of the Questions folder.</summary>
/// <param name="File">Relative to the content folder, for problems.</param>
/// <param name="Hash">SHA-256 of the text.</param>
/// <param name="Scope">What its questions may refer to.</param>
public sealed record BankText(string Language, string File, string Text, string Hash, TextScope Scope);
