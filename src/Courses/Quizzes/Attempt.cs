using Learning.Courses.Questions;

namespace Learning.Courses.Quizzes;

/// <summary>
/// One sitting of a quiz by one member: a frozen paper, the steps taken on it, and (in other rows) its results. The deadline
/// is fixed at the start and kept by the server's clock.
/// </summary>
public sealed class Attempt : IOfMember, IProvable
{
    /// <summary>Nobody changes an answer this often; a script that does must not fill the disk.</summary>
    private const int MaxSteps = 500;

    private readonly List<PaperSlot> slots = [];
    private readonly List<AttemptStep> steps = [];

    public Attempt(
        Guid id,
        MemberId memberId,
        string courseKey,
        string courseEditionHash,
        int number,
        int passPercent,
        long seed,
        DateTime startedAt,
        DateTime dueAt,
        IEnumerable<PaperSlot> paper,
        int graceSeconds = 0,
        Guid? sheetId = null,
        string? device = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(graceSeconds);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(passPercent);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(dueAt, startedAt);
        (Id, MemberId, CourseKey, CourseEditionHash, Number) = (id, memberId, courseKey, courseEditionHash, number);
        (PassPercent, Seed, RecordedAt, DueAt, ClosesAt) = (passPercent, seed, startedAt, dueAt, dueAt.AddSeconds(graceSeconds));
        (SheetId, Device) = (sheetId, device);
        slots.AddRange(paper);
    }

    private Attempt()
    {
        CourseKey = CourseEditionHash = "";
    }

    public Guid Id { get; private set; }
    public MemberId MemberId { get; private set; }

    /// <summary>The course whose quiz this is; a course has one quiz.</summary>
    public string CourseKey { get; private set; }

    /// <summary>The edition whose bank the paper was drawn from.</summary>
    public string CourseEditionHash { get; private set; }

    /// <summary>1 for the first sitting. (Member, course, number) is unique: fifty parallel starts open one attempt.</summary>
    public int Number { get; private set; }

    /// <summary>The share of the points that passes, as the rule stood when the paper was drawn. See <see cref="Mark.IsPass"/>.</summary>
    public int PassPercent { get; private set; }

    /// <summary>With the edition, enough to draw the same paper again.</summary>
    public long Seed { get; private set; }

    /// <summary>
    /// A random name that the browser keeps, as it was when the sitting started; null where it kept none. It says that two
    /// sittings began in one browser and nothing else.
    /// </summary>
    public string? Device { get; private set; }

    /// <summary>When the sitting started.</summary>
    public DateTime RecordedAt { get; private set; }

    /// <summary>When the member must be ready. It moves only when time is given (<see cref="Give"/>), never back.</summary>
    public DateTime DueAt { get; private set; }

    /// <summary>The last instant at which an answer is taken: what was on its way at the deadline may still arrive, and is recorded as late.</summary>
    public DateTime ClosesAt { get; private set; }

    /// <summary>Which questions the member wants to look at again; slots, joined by commas. A note to oneself and not a fact.</summary>
    public string Flagged { get; private set; } = "";

    /// <summary>Set once, by the member, by the first touch after the deadline or by the job. The result rows say the rest.</summary>
    public DateTime? FinishedAt { get; private set; }

    /// <summary>
    /// How many steps there are. Stored as a concurrency token: an answer and a finish that meet cannot both win, so no answer
    /// is called saved and then left out of the mark.
    /// </summary>
    public int StepCount { get; private set; }

    /// <summary>By how much the deadline was moved back; the <see cref="TimeGiven"/> rows say when and why. The ledger knows the deadline before that.</summary>
    public int SecondsGiven { get; private set; }

    /// <summary>The printed sheet that was answered by hand; null for a sitting on the site.</summary>
    public Guid? SheetId { get; private set; }

    public IReadOnlyList<PaperSlot> Slots => slots;
    public IReadOnlyList<AttemptStep> Steps => steps;

    public EvidenceFacts Evidence() => new(
        "attempt.started",
        MemberId,
        MemberId,
        new Dictionary<string, object?>
        {
            ["course"] = CourseKey,
            ["edition"] = CourseEditionHash,
            ["number"] = Number,
            ["due"] = DueAt.AddSeconds(-SecondsGiven),
            ["closes"] = ClosesAt.AddSeconds(-SecondsGiven),
            ["pass"] = PassPercent,
            ["paper"] = slots.OrderBy(s => s.Slot).Select(s => s.QuestionHash).ToList(),
            ["sheet"] = SheetId,
        });

    public bool IsRunning(DateTime now) => FinishedAt is null && now <= ClosesAt;

    /// <summary>No answer is taken any more, and nobody has finished it yet.</summary>
    public bool IsOverdue(DateTime now) => FinishedAt is null && now > ClosesAt;

    /// <summary>What counts: the last step of each slot that was answered.</summary>
    public IReadOnlyDictionary<int, AttemptStep> LastSteps() =>
        steps.GroupBy(s => s.Slot).ToDictionary(g => g.Key, g => g.MaxBy(s => s.Sequence)!);

    /// <summary>
    /// Takes answers by slot and writes a step for each that changes something. <paramref name="seen"/> is the number of steps
    /// the page knew of: a stale tab cannot overwrite a newer answer. The same post twice is taken once.
    /// </summary>
    public Refusal? Answer(int seen, IReadOnlyDictionary<int, string> responses, DateTime now)
    {
        if (WhyNoAnswer(responses.Keys, now) is { } refusal)
        {
            return refusal;
        }

        var last = LastSteps().ToDictionary(s => s.Key, s => s.Value.Response);
        var changes = responses.Where(r => r.Value != last.GetValueOrDefault(r.Key, "")).OrderBy(r => r.Key).ToList();
        if (seen != StepCount)
        {
            return changes.Count == 0 && AreAllStepsSince(seen, responses) ? null : new Refusal("Attempt.StalePage");
        }

        if (StepCount + changes.Count > MaxSteps)
        {
            return new Refusal("Attempt.TooManyChanges");
        }

        steps.AddRange(changes.Select(c => new AttemptStep(++StepCount, now, c.Key, c.Value, IsLate: now > DueAt)));
        return null;
    }

    /// <summary>
    /// Takes one answer that a page sends by itself, under the page's own number, so that it may arrive twice, late or out of
    /// order: what is stored already is confirmed as it was stored, and what the same page has overtaken since is not brought back.
    /// An answer of another page, given later than this page has seen, is not overwritten.
    /// </summary>
    public Outcome<AttemptStep> Take(PageAnswer answer, DateTime now)
    {
        if (steps.Find(s => s.Page == answer.Page && s.Number == answer.Number) is { } stored)
        {
            return stored.Slot == answer.Slot ? stored : new Refusal("Attempt.NumberTaken");
        }

        if (WhyNoAnswer([answer.Slot], now) is { } refusal)
        {
            return refusal;
        }

        var last = steps.FindLast(s => s.Slot == answer.Slot);
        if (last?.Page == answer.Page && last.Number > answer.Number)
        {
            return last;
        }

        if (last is not null && last.Page != answer.Page && last.Sequence > answer.Seen)
        {
            return new Refusal("Attempt.StaleAnswer");
        }

        if (StepCount >= MaxSteps)
        {
            return new Refusal("Attempt.TooManyChanges");
        }

        var step = new AttemptStep(++StepCount, now, answer.Slot, answer.Response, answer.Page, answer.Number, now > DueAt);
        steps.Add(step);
        return step;
    }

    /// <summary>Remembers which questions to look at again; unknown slots are dropped.</summary>
    public void Flag(IEnumerable<int> marked) => Flagged = IndexList.Join(marked.Where(m => slots.Exists(s => s.Slot == m)).Distinct().Order());

    /// <summary>Moves the deadline back by so many seconds, unless the sitting is over.</summary>
    public void Give(int seconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, 1);
        if (FinishedAt is null)
        {
            (DueAt, ClosesAt, SecondsGiven) = (DueAt.AddSeconds(seconds), ClosesAt.AddSeconds(seconds), SecondsGiven + seconds);
        }
    }

    /// <summary>Ends the sitting. The second call changes nothing and says so.</summary>
    public bool Finish(DateTime now)
    {
        if (FinishedAt is not null)
        {
            return false;
        }

        // An attempt found open after its deadline ended at the deadline, however late the job was.
        FinishedAt = now > DueAt ? DueAt : now;
        return true;
    }

    /// <summary>The member has been erased: what they answered goes, and in which browser. That they sat, and with which result, stays.</summary>
    internal void Forget()
    {
        steps.Clear();
        (Device, Flagged) = (null, "");
    }

    /// <summary>A sitting on paper, as two people have read it: its answers, and the day on which they were written.</summary>
    /// <param name="at">When the second of the two confirmed it.</param>
    public static Attempt OnPaper(PaperSheet sheet, int number, IReadOnlyDictionary<int, string> answers, DateTime writtenAt, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        var attempt = new Attempt(
            RowId.At(at), sheet.MemberId, sheet.CourseKey, sheet.CourseEditionHash, number, sheet.PassPercent, sheet.Seed, at, at.AddMinutes(1), sheet.Slots.Select(s => s with { }), sheetId: sheet.Id);
        attempt.Answer(0, answers, at);
        attempt.FinishedAt = writtenAt;
        return attempt;
    }

    private Refusal? WhyNoAnswer(IEnumerable<int> answered, DateTime now)
    {
        if (FinishedAt is not null)
        {
            return new Refusal("Attempt.AlreadyFinished");
        }

        if (now > ClosesAt)
        {
            return new Refusal("Attempt.TimeIsUp");
        }

        return answered.All(slot => slots.Exists(s => s.Slot == slot)) ? null : new Refusal("Attempt.NoSuchQuestion");
    }

    /// <summary>The steps the page did not know of are its own answers: its post arrived before, and only the reply was lost.</summary>
    private bool AreAllStepsSince(int seen, IReadOnlyDictionary<int, string> responses) =>
        seen < StepCount && steps.Where(s => s.Sequence > seen).All(s => responses.TryGetValue(s.Slot, out var same) && same == s.Response);
}

/// <summary>A place on the paper. A question is named by slot, so that it could occur twice.</summary>
/// <param name="OptionOrder">The options as they were shuffled for this paper: indexes into the question's own order, joined by commas; empty for fill-in.</param>
public sealed record PaperSlot(int Slot, string QuestionHash, string OptionOrder);

/// <summary>One saved answer. A later step for the same slot supersedes it; none is ever changed.</summary>
/// <param name="Response">For choices the indexes of the question's own options, sorted and joined by commas; for fill-in the text as typed.</param>
/// <param name="Page">The page that sent it by itself; null when a form was posted.</param>
/// <param name="Number">The page's own number for it: with the page, the answer's name for ever.</param>
/// <param name="IsLate">It arrived after the deadline, within the grace.</param>
public sealed record AttemptStep(int Sequence, DateTime At, int Slot, string Response, Guid? Page = null, int? Number = null, bool IsLate = false);

/// <summary>An answer as a page sends it by itself.</summary>
/// <param name="Page">A name the page gave itself when it was opened.</param>
/// <param name="Number">Counts the answers of that page, from 1.</param>
/// <param name="Seen">The sequence of the newest step of this question that the page knew of; 0 for none.</param>
public sealed record PageAnswer(Guid Page, int Number, int Slot, int Seen, string Response);
