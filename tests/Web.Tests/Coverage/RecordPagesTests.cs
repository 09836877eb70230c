using System.Net;
using System.Text.RegularExpressions;
using Learning.Courses;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Web.Features.Record;
using Learning.Web.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Coverage;

/// <summary>The own record on the real pages: read, taken home, checked, put right, and destroyed. Changes much, and so has a site of its own.</summary>
public sealed partial class RecordPagesTests : IAsyncLifetime
{
    private readonly TestSite site = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Theory]
    [InlineData("zh-CN", "关于您的全部记录", "组织关系和转接", "练习和错题（只有您能看到）", "登录账号")]
    [InlineData("en", "Everything held about you", "Memberships and transfers", "Practice and mistakes (seen by you alone)", "Account")]
    public async Task Everything_held_stands_on_the_page_in_both_languages(string language, params string[] words)
    {
        var membership = await MembershipAsync();
        using var member = site.As("member", language);
        var html = await member.GetStringAsync("/record", Ct);

        Assert.All(words, word => Assert.Contains(word, html, StringComparison.Ordinal));
        Assert.Contains($"/evidence/{membership}", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_table_about_members_has_its_heading()
    {
        await using var scope = site.NewScope();
        var tables = scope.ServiceProvider.GetRequiredService<CoursesDb>().Model.GetEntityTypes().Select(t => t.ClrType).Where(t => t.IsAssignableTo(typeof(IOfMember)) && !t.IsAbstract);
        Assert.All(tables, t => Assert.NotEmpty(RecordWords.SectionOf((IOfMember)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(t))));
    }

    [Theory]
    [InlineData("zh-CN", "整份档案已核验", "文件与签名不符")]
    [InlineData("en", "The whole record was checked", "was changed afterwards")]
    public async Task The_file_is_taken_home_and_checked_by_anybody(string language, string holds, string changed)
    {
        await SealAsync();
        using var member = site.As("member", language);
        var answer = await member.GetAsync("/record/file", Ct);
        Assert.EndsWith(SubjectFile.Extension, answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        var file = await answer.Content.ReadAsStringAsync(Ct);
        Assert.StartsWith(SubjectFile.Header, file, StringComparison.Ordinal);

        Assert.Contains(holds, await CheckAsync(file, language), StringComparison.Ordinal);
        Assert.Contains(changed, await CheckAsync(file.Replace("<h1>", "<h1> ", StringComparison.Ordinal), language), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_is_asked_for_and_answered()
    {
        using var member = site.As("member");
        using var secretary = site.As("secretary");
        var id = FormId().Match(await member.GetStringAsync("/record", Ct)).Groups[1].Value;
        Assert.Contains("请选择哪一部分有误", await ReadAsync(await TestSite.PostAsync(member, "/record", "/record/corrections", ("Correction.Id", id), ("Correction.Words", "x"))), StringComparison.Ordinal);
        (string, string)[] form = [("Correction.Id", id), ("Correction.About", "Attendance"), ("Correction.Words", "2月10日我也在")];
        for (var clicks = 0; clicks < 2; clicks++)
        {
            Assert.Equal(HttpStatusCode.Redirect, (await TestSite.PostAsync(member, "/record", "/record/corrections", form)).StatusCode);
        }

        Assert.Contains("等待支部答复", await member.GetStringAsync("/record", Ct), StringComparison.Ordinal);
        Assert.Contains("有 1 件更正申请等您答复", await secretary.GetStringAsync("/branch", Ct), StringComparison.Ordinal);
        var list = await secretary.GetStringAsync("/branch/corrections", Ct);
        Assert.Contains("2月10日我也在", list, StringComparison.Ordinal);
        await TestSite.PostAsync(secretary, "/branch/corrections", AnswerAction().Match(list).Value, ("corrected", "false"), ("words", "签到表上没有"));

        Assert.Contains("签到表上没有", await member.GetStringAsync("/record", Ct), StringComparison.Ordinal);
        Assert.Contains("未更改，理由：签到表上没有", await member.GetStringAsync("/", Ct), StringComparison.Ordinal);
        Assert.Contains("没有等您答复的更正申请", await secretary.GetStringAsync("/branch/corrections", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_secretary_sees_no_more_of_a_member_than_before()
    {
        using var secretary = site.As("secretary");
        var html = await secretary.GetStringAsync($"/branch/members/{await site.MemberOfAsync("member")}", Ct);

        Assert.DoesNotContain("HeldSection", html, StringComparison.Ordinal);
        Assert.DoesNotContain("练习", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_erases_a_member_and_the_account_with_it()
    {
        await SealAsync();
        var id = await site.MemberOfAsync("member");
        using var admin = site.As("admin");
        using var member = site.As("member");
        var file = await (await member.GetAsync("/record/file", Ct)).Content.ReadAsStringAsync(Ct);
        var name = await NameAsync(id);
        var page = $"/admin/erase/{id}";
        Assert.Contains(name, await admin.GetStringAsync(page, Ct), StringComparison.Ordinal);
        Assert.Contains("什么也没有销毁", await ReadAsync(await PostAsync("某某")), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(name)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync("")).StatusCode); // a second click

        Assert.Contains("已抹除", await admin.GetStringAsync(page, Ct), StringComparison.Ordinal);
        await using var scope = site.NewScope();
        Assert.False(await scope.ServiceProvider.GetRequiredService<IdentityDb>().Users.AnyAsync(u => u.MemberId == id, Ct));
        Assert.Equal(Member.Nameless, await NameAsync(id));
        await SealAsync();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<CheckLedger>().RunAsync(null, null, Ct)).Value!.Fault);
        Assert.Contains("整份档案已核验", await CheckAsync(file, "zh-CN"), StringComparison.Ordinal);

        Task<HttpResponseMessage> PostAsync(string typed) => TestSite.PostAsync(
            admin, page, page, ("Erasure.Because", "Died"), ("Erasure.RequestedOn", "2026-03-01"), ("Erasure.DiedOn", "2026-03-01"), ("Erasure.TypedName", typed));
    }

    [Fact]
    public async Task A_membership_ends_on_the_page_of_an_erasure()
    {
        using var admin = site.As("admin");
        var page = $"/admin/erase/{await site.MemberOfAsync("author")}";
        await TestSite.PostAsync(admin, page, $"{page}/end-membership", ("lastDay", "2026-03-01"));

        var html = await admin.GetStringAsync(page, Ct);
        Assert.Contains("组织关系已终止", html, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"lastDay\"", html, StringComparison.Ordinal);
    }

    private async Task<string> CheckAsync(string file, string language)
    {
        using var stranger = site.As(null, language);
        var html = await stranger.GetStringAsync("/verify", Ct);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(WebUtility.HtmlDecode(Token().Match(html).Groups[1].Value)), "__RequestVerificationToken" },
            { new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(file)), "Form.File", "x.record.html" },
        };
        return await ReadAsync(await stranger.PostAsync("/verify", form, Ct));
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private async Task SealAsync()
    {
        await using var scope = site.NewScope();
        await scope.ServiceProvider.GetRequiredService<SealLedger>().RunAsync(Ct);
    }

    private async Task<string> NameAsync(Guid member)
    {
        await using var scope = site.NewScope();
        return await scope.ServiceProvider.GetRequiredService<CoursesDb>().Members.Where(m => m.MemberId == new MemberId(member)).Select(m => m.Name).SingleAsync(Ct);
    }

    private async Task<Guid> MembershipAsync()
    {
        var member = new MemberId(await site.MemberOfAsync("member"));
        await SealAsync();
        await using var scope = site.NewScope();
        return await scope.ServiceProvider.GetRequiredService<CoursesDb>().Memberships.Where(m => m.MemberId == member).OrderBy(m => m.Id).Select(m => m.Id).FirstAsync(Ct);
    }

    [GeneratedRegex("name=\"Correction.Id\" value=\"([0-9a-f-]{36})\"")]
    private static partial Regex FormId();

    [GeneratedRegex("/branch/corrections/[0-9a-f-]{36}")]
    private static partial Regex AnswerAction();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
