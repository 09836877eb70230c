using Learning.Courses;
using Learning.Courses.Credits;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Coverage;

/// <summary>
/// A site of its own, because these tests count: in the accounts' branch the account "member" has passed a course with its test
/// and completed a class of four days, each with a certificate; nobody else has done anything.
/// </summary>
public sealed class CoveredSite : IAsyncLifetime
{
    public const string CourseCertificate = "0C0VERED0000";
    private const string Branch = DemoPeople.HomeBranch;

    public TestSite Site { get; } = new();

    public Guid Pass { get; private set; }

    public Guid Outcome { get; private set; }

    public Guid Certificate { get; private set; }

    /// <summary>Just before the pass and the class were recorded, on the district's clock.</summary>
    public string Before { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await Site.InitializeAsync();
        Before = Site.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:ss");
        Site.Clock.Advance(TimeSpan.FromMinutes(1));
        var member = new MemberId(await Site.MemberOfAsync("member"));
        await using var scope = Site.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var now = scope.ServiceProvider.GetRequiredService<SchoolCalendar>().UtcNow();
        var pass = new CoursePass(RowId.At(now), member, "party-history", new string('a', 64), 120, true, new DateOnly(2026, 2, 20), now);
        var certificate = new Certificate(RowId.At(now), member, CourseCertificate, pass.Id, now);
        var outcome = new CohortOutcome(RowId.At(now), member, await ClassAsync(db, now), true, 112, 128, now);
        db.AddRange(pass, certificate, outcome);
        await db.SaveChangesAsync();
        (Pass, Outcome, Certificate) = (pass.Id, outcome.Id, certificate.Id);
        await scope.ServiceProvider.GetRequiredService<IssueClassCertificates>().RunAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync() => await Site.DisposeAsync();

    /// <summary>The page as that account sees it; the status must be 200.</summary>
    public async Task<string> ReadAsync(string? account, string path, string language = "zh-CN")
    {
        using var client = Site.As(account, language);
        return await client.GetStringAsync(path, TestContext.Current.CancellationToken);
    }

    /// <summary>Four days in February; nobody else has a place.</summary>
    private static async Task<Cohort> ClassAsync(CoursesDb db, DateTime now)
    {
        var town = await db.Units.SingleAsync(u => u.Path == Branch.Substring(0, Branch.LastIndexOf('/')));
        var hall = new Venue(RowId.At(now), "庵埠镇党校", VenueKind.PartySchool, town, 60, 4, now);
        var rotation = new Rotation(RowId.At(now), "庵埠镇2026年春季轮训", town, new(2026, 2, 1), new(2026, 2, 28), now, null);
        var cohort = new Cohort(RowId.At(now), rotation, hall, 1, new(2026, 2, 9), new(2026, 2, 12), 60, now, null);
        db.AddRange(hall, rotation, cohort);
        return cohort;
    }
}
