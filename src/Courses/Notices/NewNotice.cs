using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Learning.Courses.Plans;

namespace Learning.Courses.Notices;

/// <summary>The sentences a member may be told. Each is a resource key; mails use "{kind}.Subject" for the subject.</summary>
public static class NoticeKinds
{
    public const string Reminder = "Notice.Reminder";
    public const string ClassSoon = "Notice.ClassSoon";

    /// <summary>For a member who has missed a class and was given another one.</summary>
    public const string ClassMoved = "Notice.ClassMoved";

    /// <summary>A new plan has given the member a place, or another one.</summary>
    public const string PlaceGiven = "Notice.PlaceGiven";

    /// <summary>A new plan has taken the place back: the member need not come.</summary>
    public const string PlaceGivenUp = "Notice.PlaceGivenUp";

    /// <summary>The member's class is not held, and there is another one.</summary>
    public const string ClassCalledOffMoved = "Notice.ClassCalledOffMoved";

    /// <summary>The member's class is not held, and there is no other one, for now or at all.</summary>
    public const string ClassCalledOff = "Notice.ClassCalledOff";

    /// <summary>The member cannot come and need not; there is another class.</summary>
    public const string RegretAcceptedMoved = "Notice.RegretAcceptedMoved";

    /// <summary>The member cannot come and need not; there is no other class for now.</summary>
    public const string RegretAccepted = "Notice.RegretAccepted";

    /// <summary>The member is to come all the same.</summary>
    public const string RegretDeclined = "Notice.RegretDeclined";

    /// <summary>To whoever answers for a member: the member cannot come to a class, and waits for an answer.</summary>
    public const string RegretSaid = "Notice.RegretSaid";

    /// <summary>To the branch: members have no class to come.</summary>
    public const string WaitingBranch = "Notice.WaitingBranch";

    /// <summary>To the town: they still have none, days after the branch was told.</summary>
    public const string WaitingTown = "Notice.WaitingTown";

    /// <summary>Somebody has read the answers in the member's own words: the result is there.</summary>
    public const string Marked = "Notice.Marked";

    /// <summary>A question was corrected, and the mark with it.</summary>
    public const string MarkCorrected = "Notice.MarkCorrected";

    /// <summary>By the correction the quiz is passed.</summary>
    public const string QuizPassedNow = "Notice.QuizPassedNow";

    /// <summary>By the correction the quiz is not passed.</summary>
    public const string QuizNotPassedNow = "Notice.QuizNotPassedNow";

    /// <summary>The member said that the record is wrong, and it has been put right.</summary>
    public const string Corrected = "Notice.Corrected";

    /// <summary>The member said so, and it stays as it is, with the reason.</summary>
    public const string NotCorrected = "Notice.NotCorrected";

    public static IReadOnlyList<string> All { get; } =
    [
        ReminderOf(AssignmentKind.Course), ReminderOf(AssignmentKind.Quiz), ClassSoon, ClassMoved, PlaceGiven, PlaceGivenUp, ClassCalledOffMoved, ClassCalledOff,
        RegretAcceptedMoved, RegretAccepted, RegretDeclined, RegretSaid, WaitingBranch, WaitingTown, Marked, MarkCorrected, QuizPassedNow, QuizNotPassedNow,
        Corrected, NotCorrected,
    ];

    /// <summary>"Notice.Reminder.Course", "Notice.Reminder.Quiz".</summary>
    public static string ReminderOf(AssignmentKind task) => $"{Reminder}.{task}";
}

/// <summary>
/// What fills a sentence. Kept as "kind:value", because a day or a course title is written differently in each language and
/// the language is known only when the sentence is shown.
/// </summary>
public sealed record NoticeArgument(string Kind, string Value)
{
    // Chinese stays Chinese, and six times as short.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public const string CourseKind = "course";
    public const string DayKind = "day";
    public const string InstantKind = "instant";
    public const string TextKind = "text";
    public const string WordKind = "word";

    /// <summary>A sitting of the member's. Not said, only where the notice leads.</summary>
    public const string AttemptKind = "attempt";

    /// <summary>What the notice is about, so that it is known to have been told. Not said.</summary>
    public const string MatterKind = "matter";

    public static NoticeArgument Course(string key) => new(CourseKind, key);

    public static NoticeArgument Day(DateOnly day) => new(DayKind, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static NoticeArgument Instant(DateTime utc) => new(InstantKind, utc.ToString("O", CultureInfo.InvariantCulture));

    public static NoticeArgument Attempt(Guid id) => new(AttemptKind, id.ToString());

    public static NoticeArgument Matter(string key) => new(MatterKind, key);

    /// <summary>A word of the site, by its key: said in the reader's language.</summary>
    public static NoticeArgument Word(string key) => new(WordKind, key);

    public static NoticeArgument Text(string text) => new(TextKind, text);

    public static IReadOnlyList<NoticeArgument> ReadAll(string json) =>
        [.. JsonSerializer.Deserialize<string[]>(json)!.Select(a => a.Split(':', 2)).Select(parts => new NoticeArgument(parts[0], parts[1]))];

    public static string WriteAll(IEnumerable<NoticeArgument> arguments) => JsonSerializer.Serialize(arguments.Select(a => $"{a.Kind}:{a.Value}"), Readable);
}

/// <param name="Once">See <see cref="OutboxMessage.Once"/>.</param>
internal sealed record NewNotice(MemberId MemberId, string Kind, string Once, IReadOnlyList<NoticeArgument> Arguments);
