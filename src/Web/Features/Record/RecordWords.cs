using System.Globalization;
using Learning.Courses;
using Learning.Courses.Catalogue;
using Learning.Courses.Credits;
using Learning.Courses.Ledger.Recounts;
using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Quizzes;
using Learning.Courses.Records;
using Learning.Courses.Training;
using Learning.Web.Features.Coverage;
using Learning.Web.Features.Notices;
using Learning.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Record;

/// <summary>The rows about a member that belong together. "HeldSection." + key is the heading.</summary>
public sealed record HeldSection(string Key, IReadOnlyList<HeldLine> Lines);

/// <summary>One row in words.</summary>
/// <param name="Source">Opens its evidence; null for rows that are not in the ledger.</param>
/// <param name="Index">Its place in the ledger; null while it waits to be sealed.</param>
public sealed record HeldLine(DateTime? At, string Words, Guid? Source, long? Index);

/// <summary>Puts every row that is held about a member into words, in the reader's language. A row it has no words for is an error, and a test asks for every table.</summary>
public sealed class RecordWords(IStringLocalizer<Text> text, ContentFolder content, NoticeWords notices)
{
    /// <summary>In the order of the page.</summary>
    public static IReadOnlyList<string> Sections { get; } =
        ["Membership", "Post", "Exemption", "Study", "Quiz", "Class", "Certificate", "Task", "Notice", "Practice", "Correction"];

    public IReadOnlyList<HeldSection> Of(OwnRecordSheet sheet)
    {
        var confirmations = sheet.Rows.Select(r => r.Row).OfType<Confirmation>().ToDictionary(c => c.ConfirmsId);
        var lines = sheet.Rows.Where(r => r.Row is not Member).ToLookup(r => SectionOf(r.Row), r => new HeldLine(AtOf(r.Row), Say(r.Row, sheet, confirmations), r.Source, r.Index));
        return [.. Sections.Select(s => new HeldSection(s, [.. lines[s].OrderByDescending(l => l.At)]))];
    }

    /// <summary>Under which heading a row stands. The person itself stands above all.</summary>
    public static string SectionOf(IOfMember row) => row switch
    {
        Membership or Transfer or TransferReceipt => "Membership",
        Post => "Post",
        Exemption or MemberCircumstance or HomeVisit or HomeVisitConfirmation or HomeVisitWithdrawal or HomeStay or HomeStayWithdrawal => "Exemption",
        LessonCredit => "Study",
        Attempt or AttemptResult or AnswerMark or PaperSheet or PaperKeying or PaperConfirmation or TimeGiven or SittingAllowance => "Quiz",
        Enrolment or PlaceGivenUp or Attendance or AttendanceWithdrawal or AttendanceConfirmation or CohortOutcome or Regret or RegretEnd => "Class",
        CoursePass or CoursePassWithdrawal or Certificate => "Certificate",
        Assignee => "Task",
        OutboxMessage => "Notice",
        PracticeAnswer => "Practice",
        CorrectionRequest or CorrectionAnswer or CountDifference or DifferenceSettled or Erasure => "Correction",
        Member => "Person",
        _ => throw new ArgumentException($"The record has no heading for {row.GetType().Name}.", nameof(row)),
    };

    private static DateTime? AtOf(IOfMember row) => row switch
    {
        IProvable fact => fact.RecordedAt,
        OutboxMessage message => message.CreatedAt,
        PracticeAnswer answer => answer.AnsweredAt,
        _ => null,
    };

    private string Say(IOfMember row, OwnRecordSheet sheet, Dictionary<Guid, Confirmation> confirmations) => row switch
    {
        Membership m => Dated(Unit(sheet, m.BranchPath), m),
        Transfer t => text["Held.Transfer", Unit(sheet, t.FromPath), Unit(sheet, t.ToPath), t.SentOn],
        TransferReceipt r => text["Held.TransferReceipt", r.ReceivedOn],
        Post p => Dated($"{text[$"PostKind.{p.Kind}"].Value} · {Unit(sheet, p.UnitPath)}", p),
        Exemption e => Dated($"{text[$"ExemptionKind.{e.Kind}"].Value} · {text[$"ExemptionReason.{e.ReasonCode}"].Value}", e),
        MemberCircumstance c => Dated(text[$"MemberCircumstanceKind.{c.Kind}"], c),
        HomeVisit v => text["Held.HomeVisit", v.VisitedOn, v.Studied, text[$"EvidenceClass.{VisitClass.Of(v, confirmations.GetValueOrDefault(v.Id) as HomeVisitConfirmation)}"].Value],
        HomeVisitConfirmation => text["Held.HomeVisitConfirmation"],
        HomeVisitWithdrawal w => text["Held.HomeVisitWithdrawal", text[$"VisitWithdrawn.{w.Because}"].Value],
        HomeStay s => text["Held.HomeStay", s.From, s.To],
        HomeStayWithdrawal => text["Held.HomeStayWithdrawal"],
        LessonCredit l => $"{sheet.Lessons.GetValueOrDefault(l.EditionHash, l.LessonKey)} · {Course(l.LessonKey[..l.LessonKey.IndexOf('/')])}",
        Attempt a => text["Held.Attempt", Course(a.CourseKey), a.Number, a.Slots.Count, a.Steps.Count],
        AttemptResult r => Result(r),
        AnswerMark m => text["Held.AnswerMark", m.Slot],
        PaperSheet s => text["Held.PaperSheet", Course(s.CourseKey), s.Code],
        PaperKeying => text["Held.PaperKeying"],
        PaperConfirmation => text["Held.PaperConfirmation"],
        TimeGiven t => text["Held.TimeGiven", t.Seconds],
        SittingAllowance a => Allowance(a),
        Enrolment e => text["Held.Enrolment", Class(sheet, e.CohortId)],
        PlaceGivenUp => text["Held.PlaceGivenUp"],
        Attendance a => text["Held.Attendance", Class(sheet, a.CohortId), a.Session, text[$"EvidenceClass.{AttendanceClasses.Of(a, confirmations.GetValueOrDefault(a.Id) as AttendanceConfirmation)}"].Value],
        AttendanceWithdrawal => text["Held.AttendanceWithdrawal"],
        AttendanceConfirmation => text["Held.AttendanceConfirmation"],
        CohortOutcome o => text[o.Completed ? "Held.ClassCompleted" : "Held.ClassNotCompleted", Class(sheet, o.CohortId), CoverageWords.Hours(o.AttendedQuarters), CoverageWords.Hours(o.TotalQuarters)],
        Regret r => text["Held.Regret", Class(sheet, r.CohortId), text[$"RegretBecause.{r.Because}"].Value, r.Words],
        RegretEnd e => text[$"Held.RegretEnd.{e.Answer}", e.Words],
        CoursePass p => text["Held.CoursePass", Course(p.CourseKey), p.PassedOn],
        CoursePassWithdrawal w => text["Held.CoursePassWithdrawal", Course(w.CourseKey)],
        Certificate c => text["Certificate.Number", CertificateNumber.Grouped(c.Number)],
        Assignee a => text["Held.Assignee", text[$"AssignmentKind.{a.Kind}"].Value, Course(a.CourseKey), a.DueOn],
        OutboxMessage m => notices.Sentence(new Notice(m.Id, m.Kind, NoticeArgument.ReadAll(m.Arguments), m.CreatedAt)),
        PracticeAnswer p => text[p.IsRight ? "Held.PracticeRight" : "Held.PracticeWrong", Course(p.CourseKey), p.QuestionKey],
        CorrectionRequest r => text["Held.CorrectionRequest", text[$"CorrectionAbout.{r.About}"].Value, r.Words],
        CorrectionAnswer a => text[a.Corrected ? "Held.Corrected" : "Held.NotCorrected", a.Words],
        CountDifference d => text["Held.CountDifference", text[$"Recount.Of.{d.Kind}"].Value],
        DifferenceSettled => text["Held.DifferenceSettled"],
        Erasure => text["Held.Erasure"],
        _ => throw new ArgumentException($"The record has no words for {row.GetType().Name}.", nameof(row)),
    };

    private string Allowance(SittingAllowance allowance)
    {
        var words = text["Held.SittingAllowance", Course(allowance.CourseKey), allowance.ExtraMinutes, allowance.ExtraAttempts, text[$"AllowanceReason.{allowance.ReasonCode}"].Value].Value;
        return allowance.OtherDay is { } day ? text["Held.OtherDay", words, day] : words;
    }

    private string Result(AttemptResult result)
    {
        var words = text["Held.AttemptResult", Course(result.CourseKey), CoverageScore(result), result.MaxScore, text[result.Passed ? "Held.Passed" : "Held.NotPassed"].Value].Value;
        return result.CorrectsId is null ? words : text["Held.Later", words];
    }

    private static string CoverageScore(AttemptResult result) => ((decimal)result.Points / result.PointParts).ToString("0.##", CultureInfo.CurrentUICulture);

    private string Dated(string what, Dated row)
    {
        var words = row.ValidTo is { } to ? text["Held.Period", what, row.ValidFrom, to].Value : text["Held.Since", what, row.ValidFrom].Value;
        return row.ReplacedAt is null ? words : text["Held.Replaced", words];
    }

    private static string Unit(OwnRecordSheet sheet, string path) => sheet.Units.GetValueOrDefault(path, path);

    private string Class(OwnRecordSheet sheet, Guid cohort) =>
        sheet.Classes.TryGetValue(cohort, out var at) ? text["Held.Class", at.Title, at.Number, at.OpensOn].Value : cohort.ToString();

    /// <summary>A course that has been taken away since keeps its key as its name.</summary>
    private string Course(string key) => content.Current.FindCourse(key)?.In(CultureInfo.CurrentUICulture.Name).Title ?? key;
}
