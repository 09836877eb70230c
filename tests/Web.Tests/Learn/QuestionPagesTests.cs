using System.Net;
using System.Text.RegularExpressions;
using Learning.Courses.Storage;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Learn;

/// <summary>An author works at the questions of a course in a content folder of its own.</summary>
public sealed partial class QuestionPagesTests : IAsyncDisposable
{
    private const string Here = "/authoring/guide/bank";
    private const string Bank = "## k-1 {.single lesson=one difficulty=easy theme=人物}\n一大在哪里召开？\n\n- [x] 上海\n- [ ] 北京\n\n> 1921年7月，上海。\n\n## k-2 {.true-false lesson=one}\n对不对？\n\n- [x] 正确\n- [ ] 错误\n\n> 对。\n";

    private readonly string content = Directory.CreateTempSubdirectory("lunxun-content-").FullName;
    private readonly TestSite site = new();
    private readonly WebApplicationFactory<Program> own;

    public QuestionPagesTests()
    {
        Write("guide/course.md", "---\ntitle: 指南\ntheme: site-guide\norder: 1\nsummary: 一句话。\nquiz:\n  questions: 2\n  pass-percent: 60\n  minutes: 5\n  attempts: 1\n---\n介绍。\n");
        Write("guide/01-one.md", "---\ntitle: 第一课\nminutes: 5\nsummary: 一句话。\nsources:\n  - id: site\n    title: 说明\n---\n第一版。[@site]\n");
        Write("guide/questions.md", Bank);
        own = site.WithWebHostBuilder(b => b.UseSetting("Content:Path", content));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string BankText => File.ReadAllText(Path.Combine(content, "guide/questions.md"));

    public async ValueTask DisposeAsync()
    {
        await own.DisposeAsync();
        await site.DisposeAsync();
        Directory.Delete(content, recursive: true);
    }

    [Fact]
    public async Task An_author_finds_a_question_and_tries_it_in_place()
    {
        await site.InitializeAsync();
        using var author = As("author");
        var list = await author.GetStringAsync(Here + "/questions?q=上海", Ct);
        Assert.Contains("一大在哪里召开？", list, StringComparison.Ordinal);
        Assert.DoesNotContain("对不对？", list, StringComparison.Ordinal);
        Assert.Contains("没有这样的题", await author.GetStringAsync(Here + "/questions?difficulty=hard", Ct), StringComparison.Ordinal);

        var page = await author.GetStringAsync(Here + "/questions/k-1?seed=7", Ct);
        Assert.DoesNotContain("1921年7月", page, StringComparison.Ordinal);
        var right = Option().Matches(page).Single(o => o.Groups["text"].Value == "上海").Groups["value"].Value;
        using var whole = await PostAsync(author, Here + "/questions/k-1", page, ("a1", right), ("seed", "7"));
        Assert.Contains("1 分，满分 1 分", await Html(whole), StringComparison.Ordinal);

        using var fragment = await PostAsync(author, Here + "/questions/k-1", page, true, ("a1", right == "0" ? "1" : "0"), ("seed", "7"));
        var marked = await Html(fragment);
        Assert.Contains("0 分，满分 1 分", marked, StringComparison.Ordinal);
        Assert.Contains("1921年7月", marked, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", marked, StringComparison.Ordinal);
        using var nonsense = await PostAsync(author, Here + "/questions/k-1", page, ("a1", "77"));
        Assert.Contains("无法识别", await Html(nonsense), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await author.GetAsync(Here + "/questions/k-9", Ct)).StatusCode);
    }

    [Fact]
    public async Task An_author_edits_a_question_and_a_colleague_at_the_same_question_is_told()
    {
        await site.InitializeAsync();
        using var author = As("author");
        using var colleague = As("reviewer", "en");
        var (mine, theirs) = (await author.GetStringAsync(Here + "/questions/k-1/edit", Ct), await colleague.GetStringAsync(Here + "/questions/k-1/edit", Ct));

        using var saved = await SaveAsync(author, "k-1", mine, "究竟在哪里？\n\n- [x] 上海\n- [ ] 北京\n\n> 上海。");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("题 k-1 已保存", await author.GetStringAsync(saved.Headers.Location, Ct), StringComparison.Ordinal);
        Assert.StartsWith("## k-1 {.single lesson=one difficulty=easy theme=人物}\n究竟在哪里？", BankText, StringComparison.Ordinal);

        using var late = await SaveAsync(colleague, "k-1", theirs, "Where?\n\n- [x] Shanghai\n- [ ] Beijing\n\n> Shanghai.");
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var both = await late.Content.ReadAsStringAsync(Ct);
        Assert.Contains("somebody else has changed this question", both, StringComparison.Ordinal);
        Assert.Contains("究竟在哪里？", both, StringComparison.Ordinal);
        Assert.Contains("- [x] Shanghai", both, StringComparison.Ordinal);
        using var decided = await SaveAsync(colleague, "k-1", both, "Where?\n\n- [x] Shanghai\n- [ ] Beijing\n\n> Shanghai.");
        Assert.Equal(HttpStatusCode.Redirect, decided.StatusCode);
        Assert.Contains("Where?", BankText, StringComparison.Ordinal);

        using var scope = own.Services.CreateScope();
        Assert.Equal(2, await scope.ServiceProvider.GetRequiredService<CoursesDb>().Evidence.CountAsync(e => e.Kind == "bank.changed", Ct));
    }

    [Fact]
    public async Task A_mistake_is_said_at_its_field_in_the_readers_language_and_the_words_stay()
    {
        await site.InitializeAsync();
        using var author = As("author", "en");
        var form = await author.GetStringAsync(Here + "/new?kind=multiple", Ct);
        Assert.Equal("k-3", Field(form, "Form.Key"));

        using var refused = await SaveAsync(author, null, form, "写到一半？\n\n- [x] 甲\n- [ ] <b>乙</b>\n\n> 因。", "k-3");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await refused.Content.ReadAsStringAsync(Ct);
        Assert.Contains("id=\"Form_Body-error\"", page, StringComparison.Ordinal);
        Assert.Contains("Line 4:", page, StringComparison.Ordinal);
        Assert.Contains("写到一半？", page, StringComparison.Ordinal);
        Assert.Equal(Bank, BankText);

        using var preview = await PostAsync(author, Here + "/preview", form, true, ("Form.Key", "k-3"), ("Form.Kind", "single"), ("Form.Lesson", "one"), ("Form.Body", "看看？\n\n- [x] 甲\n- [ ] 乙\n\n> 因。"));
        var shown = await Html(preview);
        Assert.Contains("<span lang=\"zh-CN\">看看？</span>", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", shown, StringComparison.Ordinal);

        // Without script the same button brings the whole page back, with everything in it.
        using var again = await PostAsync(author, Here + "/preview", form, ("Form.Key", "k-3"), ("Form.Kind", "single"), ("Form.Lesson", "one"), ("Form.Body", "看看？\n\n- [x] 甲\n- [ ] 乙\n\n> 因。"));
        Assert.Contains("action=\"/authoring/guide/bank/new\"", await Html(again), StringComparison.Ordinal);

        using var added = await SaveAsync(author, null, form, "看看？\n\n- [x] 甲\n- [x] 乙\n- [ ] 丙\n\n> 因。", "k-3");
        Assert.Equal(Here + "/questions/k-3", added.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_question_is_retired_and_brought_back_unless_the_quiz_needs_it()
    {
        await site.InitializeAsync();
        using var author = As("author");
        var page = await author.GetStringAsync(Here + "/questions/k-1", Ct);
        using var needed = await PostAsync(author, Here + "/questions/k-1/retired", page, ("retired", "true"));
        Assert.Equal(HttpStatusCode.Conflict, needed.StatusCode);
        Assert.Contains("不能停用", await needed.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(Bank, BankText);

        Write("guide/questions.md", Bank + "\n" + Bank.Replace("k-", "m-", StringComparison.Ordinal));
        using var retired = await PostAsync(author, Here + "/questions/k-1/retired", page, ("retired", "true"));
        Assert.Contains("题 k-1 已停用", await author.GetStringAsync(retired.Headers.Location, Ct), StringComparison.Ordinal);
        Assert.Contains("恢复使用", await author.GetStringAsync(Here + "/questions/k-1", Ct), StringComparison.Ordinal);
        Assert.DoesNotContain("k-1", Rows(await author.GetStringAsync(Here + "/questions", Ct)), StringComparison.Ordinal);
        Assert.Contains("k-1", Rows(await author.GetStringAsync(Here + "/questions?state=retired", Ct)), StringComparison.Ordinal);
        using var back = await PostAsync(author, Here + "/questions/k-1/retired", page, ("retired", "false"));
        Assert.DoesNotContain("retired", BankText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bank_with_a_mistake_in_its_file_says_where()
    {
        await site.InitializeAsync();
        Write("guide/questions.md", Bank.Replace("- [x] 上海", "- [ ] 上海", StringComparison.Ordinal));
        using var author = As("author");
        foreach (var path in (string[])["", "/questions", "/questions/k-1", "/questions/k-1/edit", "/new"])
        {
            var page = await author.GetStringAsync(Here + path, Ct);
            Assert.Contains("guide/questions.md", page, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await author.GetAsync("/authoring/nowhere/bank/questions", Ct)).StatusCode);
    }

    private static string Rows(string page) => page[page.IndexOf("<tbody>", StringComparison.Ordinal)..];

    private static Task<HttpResponseMessage> SaveAsync(HttpClient client, string? key, string page, string body, string newKey = "") => PostAsync(
        client,
        key is null ? Here + "/new" : $"{Here}/questions/{key}/edit",
        page,
        ("Form.Seen", Field(page, "Form.Seen")),
        ("Form.Key", newKey),
        ("Form.Kind", Selected(page, "Form_Kind")),
        ("Form.Lesson", Selected(page, "Form_Lesson")),
        ("Form.Difficulty", Selected(page, "Form_Difficulty")),
        ("Form.Theme", Field(page, "Form.Theme")),
        ("Form.Body", body));

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string action, string page, params (string Name, string Value)[] fields) =>
        PostAsync(client, action, page, false, fields);

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string action, string page, bool fragment, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, action)
        {
            Content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", Field(page, "__RequestVerificationToken"))).Select(f => KeyValuePair.Create(f.Item1, f.Item2))),
        };
        if (fragment)
        {
            request.Headers.Add("HX-Request", "true");
        }

        return await client.SendAsync(request, Ct);
    }

    private static async Task<string> Html(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Ct);
    }

    private static string Field(string html, string name) =>
        Inputs().Matches(html).Select(m => m.Value).FirstOrDefault(i => i.Contains($"name=\"{name}\"", StringComparison.Ordinal)) is { } input
            ? WebUtility.HtmlDecode(Value().Match(input).Groups["value"].Value)
            : "";

    private static string Selected(string html, string id)
    {
        var select = html[html.IndexOf($"id=\"{id}\"", StringComparison.Ordinal)..];
        select = select[..select.IndexOf("</select>", StringComparison.Ordinal)];
        var chosen = select.IndexOf("selected=\"selected\"", StringComparison.Ordinal);
        return Value().Match(select, chosen < 0 ? select.IndexOf("<option", StringComparison.Ordinal) : select.LastIndexOf("<option", chosen, StringComparison.Ordinal)).Groups["value"].Value;
    }

    private HttpClient As(string account, string language = "zh-CN")
    {
        var client = own.CreateDefaultClient(new CookieJar());
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        client.DefaultRequestHeaders.Add(TestSignIn.Header, account);
        return client;
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(content, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex("value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Value();

    [GeneratedRegex("name=\"a1\" value=\"(?<value>\\d)\".*?<span lang=\"zh-CN\">(?<text>[^<]*)</span>", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Option();
}
