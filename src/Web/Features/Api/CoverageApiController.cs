using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Api;

/// <summary>Coverage of a unit in one requirement on one day: the figures of the coverage page.</summary>
[ApiController]
[Route("api/v1/coverage")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
public sealed class CoverageApiController(CoverageQuery coverage, SchoolCalendar calendar, IStringLocalizer<Text> text) : ControllerBase
{
    /// <summary>Both numbers, everybody outside them, the units below, and the names of a branch. Scope: coverage.read.</summary>
    [HttpGet]
    [Authorize(Policy = ApiSetup.Coverage)]
    [ProducesResponseType<CoverageResult>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<ActionResult<CoverageResult>> Show([FromQuery] CoverageAsked asked, CancellationToken ct)
    {
        var question = new CoverageQuestion(asked.Requirement, asked.Unit, asked.Day ?? calendar.Today(), calendar.UtcNow());
        var outcome = await coverage.RunAsync(question, ct);
        if (outcome.Refusal is { } refusal)
        {
            var status = refusal.Code == "Coverage.NotYours" ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound;
            return Problem(statusCode: status, detail: text[refusal.Code, refusal.Args]);
        }

        return CoverageResult.Of(outcome.Value!);
    }
}

/// <param name="Requirement">For example rotating-2026 or regular-2026.</param>
/// <param name="Unit">The unit's address, for example chaoan/anbu.</param>
/// <param name="Day">Today when left out.</param>
public sealed record CoverageAsked(
    [Required(ErrorMessage = "Form.Required")] string Requirement, [Required(ErrorMessage = "Form.Required")] string Unit, DateOnly? Day);

/// <param name="KnownAt">The instant of the question: facts recorded later may change the same day's answer.</param>
/// <param name="Members">Only for a branch.</param>
public sealed record CoverageResult(
    RequirementAnswer Requirement,
    UnitAnswer Unit,
    DateOnly Day,
    DateTime KnownAt,
    BoxCounts Counts,
    IReadOnlyList<ChildAnswer> Children,
    IReadOnlyList<ExcludedAnswer> Excluded,
    IReadOnlyList<MemberAnswer> Members)
{
    internal static CoverageResult Of(CoverageAnswer answer) => new(
        new(answer.Requirement.Key, answer.Requirement.Title, answer.Requirement.TitleEn, answer.Requirement.From, answer.Requirement.DueOn, answer.Requirement.RulePackKey),
        Named(answer.Unit),
        answer.Question.Day,
        answer.Question.KnownAt,
        answer.Total,
        [.. answer.Children.Select(c => new ChildAnswer(Named(c.Unit), c.Counts))],
        [.. answer.Excluded.Select(e => new ExcludedAnswer(e.Box, e.ReasonCode, e.Members))],
        [.. answer.Names.Select(m => new MemberAnswer(m.Number, m.Name, m.Standing.Box, m.Standing.IsOverdue, m.Standing.ExemptionReasonCode, m.Standing.Evidence))]);

    private static UnitAnswer Named(UnitHead unit) => new(unit.Path, unit.Name);
}

/// <param name="DueOn">The last day that counts.</param>
/// <param name="Rules">The rule pack that judges.</param>
public sealed record RequirementAnswer(string Key, string Title, string TitleEn, DateOnly From, DateOnly DueOn, string Rules);

public sealed record ChildAnswer(UnitAnswer Unit, BoxCounts Counts);

public sealed record ExcludedAnswer([property: JsonConverter(typeof(JsonStringEnumConverter<Box>))] Box Box, string Reason, int Members);

/// <param name="Evidence">The facts that put the member into the box; each opens at /evidence/by-source/{id}.</param>
public sealed record MemberAnswer(
    string Number,
    string Name,
    [property: JsonConverter(typeof(JsonStringEnumConverter<Box>))] Box Box,
    bool Overdue,
    string? Reason,
    IReadOnlyList<Guid> Evidence);
