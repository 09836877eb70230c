using System.Globalization;
using Learning.Courses.Catalogue;
using Learning.Courses.Coverage;
using Learning.Courses.Credits;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Record;

/// <summary>A member's own record: what counts, why, and the paper for it.</summary>
[Authorize(Policy = Policies.Member)]
public sealed class RecordController(CoursesDb db, MemberRecord record, ContentFolder content) : Controller
{
    [HttpGet("/record")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        await record.RunAsync(db.Viewer.MemberId!.Value, ct) is { } sheet ? View(new RecordPage(sheet, content.Current)) : NotFound();
}

public sealed record RecordPage(RecordSheet Sheet, Snapshot Courses)
{
    /// <summary>The year's credit hours; null outside every period.</summary>
    public MemberStanding? Hours => Sheet.Standings.FirstOrDefault(s => s.Requirement.Kind == RequirementKind.RegularEducation);

    public MemberStanding? Rotation => Sheet.Standings.FirstOrDefault(s => s.Requirement.Kind == RequirementKind.RotatingTraining);

    public string CourseTitle(string key) => Courses.FindCourse(key)?.In(CultureInfo.CurrentUICulture.Name).Title ?? key;

    public string LineTitle(CreditLine line) => line.CourseKey is { } key ? CourseTitle(key) : Sheet.Classes[line.SourceId].Title;

    public string SubjectTitle(CertificateSubject subject) => subject.Course is { } course ? CourseTitle(course.CourseKey) : subject.Title;
}
