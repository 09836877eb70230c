using System.Text.Json.Serialization;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Features.Api;

/// <summary>The person who asks.</summary>
[ApiController]
[Route("api/v1/me")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
public sealed class MeController(CoursesDb db) : ControllerBase
{
    /// <summary>Name, branch and posts in force today. Scope: profile.</summary>
    [HttpGet]
    [Authorize(Policy = ApiSetup.Profile)]
    public async Task<ActionResult<MeAnswer>> Show(CancellationToken ct)
    {
        var viewer = db.Viewer;
        var member = await db.Members.AsNoTracking().SingleAsync(m => m.MemberId == viewer.MemberId, ct);
        var paths = viewer.Posts.Select(p => p.UnitPath).Append(viewer.BranchPath).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var names = await db.Units.AsNoTracking().Where(u => paths.Contains(u.Path)).ToDictionaryAsync(u => u.Path, u => u.Name, ct);
        return new MeAnswer(
            member.MemberId.Value,
            member.Number,
            member.Name,
            viewer.BranchPath is { } branch ? Named(branch) : null,
            [.. viewer.Posts.Select(p => new PostAnswer(p.Kind, Named(p.UnitPath)))]);

        UnitAnswer Named(string path) => new(path, names.GetValueOrDefault(path, path));
    }
}

/// <param name="Member">The id that access tokens carry as <c>member</c>.</param>
/// <param name="Branch">The branch that answers for the member today.</param>
public sealed record MeAnswer(Guid Member, string Number, string Name, UnitAnswer? Branch, IReadOnlyList<PostAnswer> Posts);

/// <param name="Path">The unit's address: codes from the district down, joined by "/".</param>
public sealed record UnitAnswer(string Path, string Name);

public sealed record PostAnswer([property: JsonConverter(typeof(JsonStringEnumConverter<PostKind>))] PostKind Kind, UnitAnswer Unit);
