using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Learning.Courses.Catalogue;
using Learning.Web.Verbs;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Learn;

/// <summary>An author brings a file of questions to a course of a content folder of its own.</summary>
public sealed partial class BankExchangeTests : IAsyncDisposable
{
    private const string Here = "/authoring/guide/bank";
    private const string Gift = "::k1::一大在哪里召开？{=上海 ~北京 ####1921年7月，上海。}\n\n谈谈体会。{}\n";

    private readonly string content = Directory.CreateTempSubdirectory("lunxun-content-").FullName;
    private readonly TestSite site = new();
    private readonly WebApplicationFactory<Program> own;

    public BankExchangeTests()
    {
        Write("guide/course.md", "---\ntitle: 指南\ntheme: site-guide\norder: 1\nsummary: 一句话。\n---\n介绍。\n");
        Write("guide/01-one.md", "---\ntitle: 第一课\nminutes: 5\nsummary: 一句话。\nsources:\n  - id: site\n    title: 说明\n---\n第一版。[@site]\n");
        own = site.WithWebHostBuilder(b => b.UseSetting("Content:Path", content));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Bank => Path.Combine(content, "guide/questions.md");

    public async ValueTask DisposeAsync()
    {
        await own.DisposeAsync();
        await site.DisposeAsync();
        Directory.Delete(content, recursive: true);
    }

    [Fact]
    public async Task An_author_previews_a_file_and_applies_exactly_what_was_seen()
    {
        await site.InitializeAsync();
        using var author = As("author");
        var empty = await author.GetStringAsync(Here, Ct);
        Assert.Contains("题库里还没有题", empty, StringComparison.Ordinal);

        var preview = await UploadAsync(author, Gift, "题.txt");
        Assert.Contains("一大在哪里召开？", preview, StringComparison.Ordinal);
        Assert.Contains("要人工评阅的题", preview, StringComparison.Ordinal);
        Assert.Contains("写入题库（1 道）", preview, StringComparison.Ordinal);
        Assert.False(File.Exists(Bank));

        using var merged = await PostAsync(author, Here + "/merged", preview);
        Assert.Equal("questions.md", merged.Content.Headers.ContentDisposition?.FileName);
        using var applied = await PostAsync(author, Here, preview);
        Assert.Equal(HttpStatusCode.Redirect, applied.StatusCode);
        Assert.Contains("已写入题库：新增 1，修改 0，不变 0，不收 1。", await author.GetStringAsync(Here, Ct), StringComparison.Ordinal);
        Assert.Equal(await merged.Content.ReadAsStringAsync(Ct), await File.ReadAllTextAsync(Bank, Ct));
        Assert.Contains("k1", own.Services.GetRequiredService<ContentFolder>().Current.FindCourse("guide")!.Banks["zh-CN"].Text, StringComparison.Ordinal);

        // The second click, and the second import: the bank is another one now, and the file has nothing new.
        using var again = await PostAsync(author, Here, preview);
        Assert.Contains("看过预览之后", await Html(again), StringComparison.Ordinal);
        Assert.Contains("没有要写入的改动", await UploadAsync(author, Gift, "题.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_in_a_sentence_and_nothing_is_written()
    {
        await site.InitializeAsync();
        using var author = As("author");
        Assert.Contains("请选择一个文件", await Html(await PostAsync(author, Here + "/plan", await author.GetStringAsync(Here, Ct))), StringComparison.Ordinal);
        Assert.Contains("看不出这是哪种格式", await UploadAsync(author, "hello", "a.txt"), StringComparison.Ordinal);
        Assert.Contains("压缩包损坏", await UploadAsync(author, "PK...", "a.zip", "xlsx"), StringComparison.Ordinal);
        Assert.Contains("文件带有 DOCTYPE", await UploadAsync(author, "<!DOCTYPE q><quiz><question/></quiz>", "a.xml", "moodle-xml"), StringComparison.Ordinal);

        var tooLarge = await UploadAsync(author, new string('a', 5 * 1024 * 1024), "a.txt");
        Assert.Contains("文件超过 4 MB", tooLarge, StringComparison.Ordinal);

        var gone = (await UploadAsync(author, Gift, "a.txt")).Replace("name=\"Form.Upload\" value=\"", "name=\"Form.Upload\" value=\"../", StringComparison.Ordinal);
        Assert.Contains("重新上传", await Html(await PostAsync(author, Here, gone)), StringComparison.Ordinal);
        Assert.False(File.Exists(Bank));
        using var english = As("reviewer", "en");
        Assert.Contains("A question that a person has to mark", await UploadAsync(english, Gift, "a.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_format_is_offered_with_what_it_cannot_carry_and_the_template_is_a_spreadsheet()
    {
        await site.InitializeAsync();
        Write("guide/questions.md", "## k1 {.ordering lesson=one}\n排序\n\n1. 甲\n2. 乙\n3. 丙\n\n> 因。\n");
        using var author = As("author");
        var page = await author.GetStringAsync(Here, Ct);
        foreach (var format in (string[])["aiken", "gift", "moodle-xml", "qti2", "qti3", "xlsx"])
        {
            Assert.Contains($"{Here}/export/{format}", page, StringComparison.Ordinal);
            using var file = await author.GetAsync($"{Here}/export/{format}/file", Ct);
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.StartsWith("attachment", file.Content.Headers.ContentDisposition?.ToString(), StringComparison.Ordinal);
        }

        Assert.Contains("这种格式没有这种题型", await author.GetStringAsync(Here + "/export/gift", Ct), StringComparison.Ordinal);
        Assert.Contains("所有题目都能完整带走", await author.GetStringAsync(Here + "/export/qti3", Ct), StringComparison.Ordinal);
        Assert.Equal((byte)'P', (await author.GetByteArrayAsync(Here + "/template", Ct))[0]);
        Assert.Equal(HttpStatusCode.NotFound, (await author.GetAsync(Here + "/export/word", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await author.GetAsync("/authoring/nowhere/bank", Ct)).StatusCode);
    }

    [Fact]
    public async Task The_verbs_do_the_same_with_their_exit_codes()
    {
        var folder = Directory.CreateTempSubdirectory("lunxun-verbs-");
        var (file, exported) = (Path.Combine(folder.FullName, "a.gift"), Path.Combine(folder.FullName, "out.gift"));
        await File.WriteAllTextAsync(file, Gift.Split('\n')[0], Ct);
        string[] places = [$"--Content:Path={content}", $"--Data:Path={folder.FullName}"];

        Assert.Equal(CommandLine.AnswerIsNo, await CommandLine.RunAsync(["import-questions", file, "--course", "guide", .. places])); // no lesson
        Assert.Equal(CommandLine.Success, await CommandLine.RunAsync(["import-questions", file, "--course", "guide", "--lesson", "one", .. places]));
        Assert.False(File.Exists(Bank));
        Assert.Equal(CommandLine.Success, await CommandLine.RunAsync(["import-questions", file, "--course", "guide", "--lesson", "one", "--apply", .. places]));
        Assert.StartsWith("## k1 {.single lesson=one}", await File.ReadAllTextAsync(Bank, Ct), StringComparison.Ordinal);
        Assert.Equal(CommandLine.Success, await CommandLine.RunAsync(["export-questions", "--course", "guide", "--format", "gift", exported, .. places]));
        Assert.Contains("[id:k1]", await File.ReadAllTextAsync(exported, Ct), StringComparison.Ordinal);
        Assert.Equal(CommandLine.CouldNotRun, await CommandLine.RunAsync(["export-questions", "--course", "guide", "--format", "gift", exported, .. places])); // it is there
        Assert.Equal(CommandLine.CouldNotRun, await CommandLine.RunAsync(["import-questions", file + "x", "--course", "guide", .. places]));
        Assert.Equal(CommandLine.CouldNotRun, await CommandLine.RunAsync(["import-questions", file, "--course", "guide", "--format", "word", .. places]));
        Assert.Equal(CommandLine.AnswerIsNo, await CommandLine.RunAsync(["import-questions", file, "--course", "nowhere", .. places]));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private async Task<string> UploadAsync(HttpClient client, string text, string name, string format = "")
    {
        var part = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent
        {
            { part, "Form.File", name },
            { new StringContent(format), "Form.Format" },
            { new StringContent("one"), "Form.Lesson" },
            { new StringContent(Field(await client.GetStringAsync(Here, Ct), "__RequestVerificationToken")), "__RequestVerificationToken" },
        };
        using var response = await client.PostAsync(Here + "/plan", form, Ct);
        return response.StatusCode == HttpStatusCode.Redirect ? await client.GetStringAsync(response.Headers.Location, Ct) : await Html(response);
    }

    /// <summary>Posts what the page holds, as its button would.</summary>
    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string action, string page) => client.PostAsync(
        action,
        new FormUrlEncodedContent(((string[])["Form.Upload", "Form.Name", "Form.Format", "Form.Lesson", "Form.Plan", "__RequestVerificationToken"]).Select(n => KeyValuePair.Create(n, Field(page, n)))),
        Ct);

    private static async Task<string> Html(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Ct);
    }

    private static string Field(string html, string name) =>
        Inputs().Matches(html).Select(m => m.Value).FirstOrDefault(i => i.Contains($"name=\"{name}\"", StringComparison.Ordinal)) is { } input
            ? WebUtility.HtmlDecode(Value().Match(input).Groups["value"].Value)
            : "";

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
}
