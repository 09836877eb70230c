using System.Net;
using System.Text;
using Learning.Courses;
using Learning.Courses.Credits;
using Learning.Courses.Ledger;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Ledger;

public sealed class ProofPagesTests(TestSite site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_downloads_a_proof_and_a_stranger_checks_it()
    {
        var member = await SealedMemberAsync();
        using var owner = site.As("member");
        var page = await owner.GetStringAsync($"/evidence/{member}", Ct);
        Assert.Contains("核验通过", page, StringComparison.Ordinal);
        Assert.Contains("登记党员", page, StringComparison.Ordinal);
        var download = await owner.GetAsync($"/evidence/{member}/proof", Ct);
        Assert.EndsWith(".tlog-proof", download.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);

        using var stranger = site.As(null, "en");
        var proof = await download.Content.ReadAsByteArrayAsync(Ct);
        var answer = await UploadAsync(stranger, proof);
        Assert.Contains("This holds.", answer, StringComparison.Ordinal);
        Assert.Contains("Member registered", answer, StringComparison.Ordinal);
        Assert.Contains("What this file cannot show", answer, StringComparison.Ordinal);

        proof[60] ^= 1;
        Assert.Contains("This does not hold.", await UploadAsync(stranger, proof), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pasted_proof_is_checked_whatever_the_browser_did_to_its_line_ends()
    {
        var member = await SealedMemberAsync();
        using var owner = site.As("member", "en");
        var proof = await owner.GetStringAsync($"/evidence/{member}/proof", Ct);
        var answer = await TestSite.PostAsync(owner, "/verify", "/verify", ("Form.Text", "  " + proof.ReplaceLineEndings("\r\n").TrimEnd()));

        Assert.Contains("This holds.", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Form.Text", "nonsense", "This is not a proof")]
    [InlineData("Form.Text", "", "Choose a file")]
    [InlineData("Form.Key", "nonsense", "The key is not complete")]
    public async Task What_cannot_be_checked_is_answered_with_a_reason(string field, string value, string sentence)
    {
        await SealedMemberAsync();
        using var stranger = site.As(null, "en");
        var answer = await TestSite.PostAsync(stranger, "/verify", "/verify", (field, value));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_is_not_believed_under_another_key()
    {
        var member = await SealedMemberAsync();
        using var owner = site.As("member", "en");
        var proof = await owner.GetStringAsync($"/evidence/{member}/proof", Ct);
        var answer = await TestSite.PostAsync(
            owner, "/verify", "/verify", ("Form.Text", proof), ("Form.Key", "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"));

        Assert.Contains("not the log you trust", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_is_found_by_its_number_without_showing_whose_it_is()
    {
        var (number, name) = await CertificateAsync();
        using var stranger = site.As(null, "en");
        var asked = await stranger.GetAsync($"/verify?number={CertificateNumber.Grouped(number).ToLowerInvariant()}", Ct);
        Assert.Equal($"/verify/{number}", asked.Headers.Location?.ToString(), ignoreCase: true); // Addresses are lower case; the number is read either way.

        var page = await stranger.GetStringAsync($"/verify/{number}", Ct);
        Assert.Contains("This certificate is genuine.", page, StringComparison.Ordinal);
        Assert.Contains("This holds.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(name, page, StringComparison.Ordinal);

        var proofs = await stranger.GetByteArrayAsync($"/verify/{number}/proof", Ct);
        await using var scope = site.NewScope();
        var key = scope.ServiceProvider.GetRequiredService<LedgerKeyFile>().FindPublic()!;
        var kinds = VerifyProof.Run(Encoding.UTF8.GetString(proofs), [key]).Value!.Findings.Select(f => f.Entry!.Kind);
        Assert.Equal(["certificate.issued", "course.passed"], kinds);
    }

    [Fact]
    public async Task A_number_that_is_nobodys_is_not_found()
    {
        using var stranger = site.As(null, "en");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/verify/000000000000", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/verify/000000000000/proof", Ct)).StatusCode);
    }

    [Fact]
    public async Task The_page_to_take_home_is_one_file_in_both_languages_that_refers_to_no_other()
    {
        await SealedMemberAsync();
        using var stranger = site.As(null, "en");
        var answer = await stranger.GetAsync("/verify/offline", Ct);
        var page = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal("lunxun-verify.html", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.Contains("content=\"default-src 'none'; script-src 'sha256-", page, StringComparison.Ordinal);
        Assert.Contains("<main lang=\"zh-CN\" data-language=\"zh-CN\" data-zone=\"Asia/Shanghai\" hidden=\"hidden\">", page, StringComparison.Ordinal);
        Assert.Contains("<main lang=\"en\" data-language=\"en\" data-zone=\"Asia/Shanghai\">", page, StringComparison.Ordinal);
        Assert.All(["这不是证明文件", "This is not a proof", "lunxun.local/log+"], part => Assert.Contains(part, System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal));
        Assert.All([" src=", " href=", "url(", "@import"], reference => Assert.DoesNotContain(reference, page, StringComparison.OrdinalIgnoreCase));
    }

    private async Task<Guid> SealedMemberAsync()
    {
        await using var scope = site.NewScope();
        await scope.ServiceProvider.GetRequiredService<SealLedger>().RunAsync(Ct);
        return await site.MemberOfAsync("member");
    }

    private async Task<(string Number, string Name)> CertificateAsync()
    {
        await using var scope = site.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var now = scope.ServiceProvider.GetRequiredService<SchoolCalendar>().UtcNow();
        var member = new MemberId(await site.MemberOfAsync("member"));
        var pass = new CoursePass(RowId.At(now), member, $"course-{RowId.At(now):N}", new string('0', 64), 30, quizPassed: true, DateOnly.FromDateTime(now), now);
        var certificate = new Certificate(RowId.At(now), member, CertificateNumber.New(), pass.Id, now);
        db.AddRange(pass, certificate);
        await db.SaveChangesAsync(Ct);
        await scope.ServiceProvider.GetRequiredService<SealLedger>().RunAsync(Ct);
        return (certificate.Number, await db.Members.Where(m => m.MemberId == member).Select(m => m.Name).SingleAsync(Ct));
    }

    private static async Task<string> UploadAsync(HttpClient browser, byte[] file)
    {
        var page = await browser.GetStringAsync("/verify", Ct);
        Assert.All(["Form.File", "Form.Text", "Form.Key"], name => Assert.Contains($"name=\"{name}\"", page, StringComparison.Ordinal));
        const string Mark = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
        var start = page.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page[start..page.IndexOf('"', start)]), "__RequestVerificationToken" },
            { new ByteArrayContent(file), "Form.File", "evidence.tlog-proof" },
            { new StringContent(""), "Form.Text" }, // A browser sends the fields left empty, too.
            { new StringContent(""), "Form.Key" },
        };
        return await (await browser.PostAsync("/verify", form, Ct)).Content.ReadAsStringAsync(Ct);
    }
}
