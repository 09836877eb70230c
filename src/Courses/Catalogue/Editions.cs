namespace Learning.Courses.Catalogue;

/// <summary>
/// The exact text of a lesson that was shown, for ever. A member's credit names the hash; whoever doubts what was studied
/// can read it again.
/// </summary>
public sealed class LessonEdition
{
    public LessonEdition(string hash, string lessonKey, string language, string title, int minutes, string html, DateTime firstSeenAt) =>
        (Hash, LessonKey, Language, Title, Minutes, Html, FirstSeenAt) = (hash, lessonKey, language, title, minutes, html, firstSeenAt);

    private LessonEdition()
    {
        Hash = LessonKey = Language = Title = Html = "";
    }

    /// <summary>SHA-256 in lower-case hex over title, a line feed, and the HTML as it was rendered; the primary key.</summary>
    public string Hash { get; private set; }

    /// <summary>"course/lesson", without the ordering number of the file.</summary>
    public string LessonKey { get; private set; }
    public string Language { get; private set; }
    public string Title { get; private set; }

    /// <summary>Nominal reading minutes as stated by the author; decides credit hours, is never compared with a clock.</summary>
    public int Minutes { get; private set; }
    public string Html { get; private set; }
    public DateTime FirstSeenAt { get; private set; }
}

/// <summary>One state of a course: which lesson editions it consisted of, in order, and how its quiz was drawn.</summary>
public sealed class CourseEdition : IProvable
{
    public CourseEdition(Guid id, string hash, string courseKey, string title, string manifest, DateTime recordedAt) =>
        (Id, Hash, CourseKey, Title, Manifest, RecordedAt) = (id, hash, courseKey, title, manifest, recordedAt);

    private CourseEdition()
    {
        Hash = CourseKey = Title = Manifest = "";
    }

    public Guid Id { get; private set; }

    /// <summary>SHA-256 in lower-case hex of the manifest. Unique.</summary>
    public string Hash { get; private set; }
    public string CourseKey { get; private set; }
    public string Title { get; private set; }

    /// <summary>Canonical JSON: lesson keys with their hashes and minutes, question hashes, quiz settings.</summary>
    public string Manifest { get; private set; }
    public DateTime RecordedAt { get; private set; }

    public EvidenceFacts Evidence() => new(
        "course.edition", null, null, new Dictionary<string, object?> { ["course"] = CourseKey, ["hash"] = Hash });
}
