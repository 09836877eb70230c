using System.Text.Json.Serialization;
using Learning.Courses.Coverage;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Api;

/// <summary>What the person who asks still owes: the list of the home page.</summary>
[ApiController]
[Route("api/v1/me/standing")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
public sealed class StandingApiController(CoursesDb db, Owed owed) : ControllerBase
{
    /// <summary>Soonest due first; empty when nothing is owed. Scope: learning.read.</summary>
    [HttpGet]
    [Authorize(Policy = ApiSetup.Learning)]
    public async Task<IReadOnlyList<OwedAnswer>> Show(CancellationToken ct) =>
        [.. (await owed.RunAsync(db.Viewer.MemberId!.Value, ct)).Select(OwedAnswer.Of)];
}

/// <summary>Exactly one of a requirement and a task.</summary>
/// <param name="Requirement">For example rotating-2026.</param>
/// <param name="Task">The course of an assignment.</param>
/// <param name="DueOn">The last day that counts.</param>
/// <param name="Done">Of <paramref name="Needed"/>: lessons, quarters of a credit hour, or classes.</param>
public sealed record OwedAnswer(
    string? Requirement,
    string? Task,
    [property: JsonConverter(typeof(JsonStringEnumConverter<AssignmentKind>))] AssignmentKind? Kind,
    DateOnly DueOn,
    bool IsOverdue,
    int Done,
    int Needed)
{
    internal static OwedAnswer Of(OwedItem item) => new(
        item.Requirement?.Requirement.Key, item.Task?.Asked.CourseKey, item.Task?.Asked.Kind, item.DueOn, item.IsOverdue, item.Progress.Done, item.Progress.Of);
}
