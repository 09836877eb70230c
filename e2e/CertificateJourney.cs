using System.Text;
using System.Text.RegularExpressions;
using Learning.Courses;
using Learning.Courses.Credits;
using Learning.Courses.Storage;
using Learning.Web.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>A member opens the record, the certificate in it, and prints it; a stranger follows its code.</summary>
public sealed partial class CertificateJourney(RunningSite site)
{
    public static TheoryData<Way> Ways => [.. Way.All, Way.PhoneWithoutScript];

    [Theory, MemberData(nameof(Ways))]
    public async Task A_member_prints_a_certificate_on_one_page_and_a_stranger_confirms_it(Way way)
    {
        var number = await GiveCertificateAsync();
        await using var member = await Visitor.SignInAsync(site, way, "member");
        await member.OpenAsync("/record");
        await member.SeeAsync("32 学时", "32 hours");
        await member.FollowAsync(CertificateNumber.Grouped(number), CertificateNumber.Grouped(number));

        Assert.Equal(1, await PagesAsync(member.Page));
        var confirmed = await member.Page.GetByRole(AriaRole.Link, new() { Name = member.Say("公开核验页", "Public verification page") }).GetAttributeAsync("href");
        member.HasNoComplaints();

        await using var stranger = await Visitor.ComeAsync(site, way);
        await stranger.OpenAsync(confirmed!);
        await Assertions.Expect(stranger.Page.GetByText(CertificateNumber.Grouped(number)).First).ToBeVisibleAsync();
        stranger.HasNoComplaints();
    }

    /// <summary>How many sheets of paper it takes, as the browser counts them.</summary>
    private static async Task<int> PagesAsync(IPage page)
    {
        var pdf = Encoding.Latin1.GetString(await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true }));
        return PdfPage().Count(pdf);
    }

    /// <summary>The number of a certificate of the account "member"; the first journey gives one, the others find it.</summary>
    private async Task<string> GiveCertificateAsync()
    {
        await using var scope = site.NewScope();
        var member = new MemberId(await scope.ServiceProvider.GetRequiredService<IdentityDb>().Users
            .Where(u => u.UserName == "member").Select(u => u.MemberId).SingleAsync());
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        if (await db.Certificates.Where(c => c.MemberId == member).OrderBy(c => c.RecordedAt).FirstOrDefaultAsync() is { } earlier)
        {
            return earlier.Number;
        }

        var now = site.Calendar.UtcNow();
        var pass = new CoursePass(RowId.At(now), member, "site-guide", new string('a', 64), 30, true, site.Calendar.Today(), now);
        var certificate = new Certificate(RowId.At(now), member, CertificateNumber.New(), pass.Id, now);
        db.AddRange(pass, certificate);
        await db.SaveChangesAsync();
        return certificate.Number;
    }

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex PdfPage();
}
