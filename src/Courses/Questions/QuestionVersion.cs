namespace Learning.Courses.Questions;

/// <summary>The names by which kinds are stored; what a kind does is in its folder. Never rename one, papers of last year name it.</summary>
public enum QuestionKind
{
    Single,
    Multiple,
    TrueFalse,
    FillIn,
    Numeric,
    Matching,
    Ordering,
    Cloze,
    Passage,
    ShortAnswer,
}

/// <summary>
/// One immutable wording of a question. A changed question is a new version with a new hash; papers name the hash, so a paper
/// sat last year can be read and marked again as it was.
/// </summary>
public sealed class QuestionVersion
{
    public QuestionVersion(string hash, string courseKey, string questionKey, string language, QuestionKind kind, string body, DateTime firstSeenAt) =>
        (Hash, CourseKey, QuestionKey, Language, Kind, Body, FirstSeenAt) = (hash, courseKey, questionKey, language, kind, body, firstSeenAt);

    private QuestionVersion()
    {
        Hash = CourseKey = QuestionKey = Language = Body = "";
    }

    /// <summary>SHA-256 in lower-case hex of the body; the primary key.</summary>
    public string Hash { get; private set; }
    public string CourseKey { get; private set; }
    public string QuestionKey { get; private set; }
    public string Language { get; private set; }
    public QuestionKind Kind { get; private set; }

    /// <summary>Canonical JSON of stem, options with their rightness, explanation and lesson.</summary>
    public string Body { get; private set; }
    public DateTime FirstSeenAt { get; private set; }
}
