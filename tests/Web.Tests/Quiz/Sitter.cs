using System.Net;
using System.Text.RegularExpressions;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Quiz;

/// <summary>A site for tests that move the clock and use up attempts.</summary>
public sealed class QuizSite : IAsyncLifetime
{
    public TestSite Site { get; } = new();

    public ValueTask InitializeAsync() => Site.InitializeAsync();

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

/// <summary>Somebody who has begun a quiz, with a browser that follows no redirects.</summary>
internal sealed partial class Sitter : IDisposable
{
    private readonly TestSite site;

    private Sitter(TestSite site, HttpClient browser, string paper) => (this.site, Browser, Paper) = (site, browser, paper);

    public HttpClient Browser { get; }

    /// <summary>"/quiz/attempts/…".</summary>
    public string Paper { get; }

    public Guid AttemptId => Guid.Parse(Paper.Split('/')[^1]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Sitter> BeginAsync(TestSite site, string account, string course, string language = "zh-CN")
    {
        var browser = site.As(account, language);
        var begun = await TestSite.PostAsync(browser, $"/quiz/{course}", $"/quiz/{course}");
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        return new Sitter(site, browser, begun.Headers.Location!.ToString());
    }

    public Task<string> ReadAsync(string after = "") => Browser.GetStringAsync(Paper + after, Ct);

    /// <summary>Posts as the form does without script.</summary>
    public Task<HttpResponseMessage> PostAsync(params (string Name, string Value)[] fields) => TestSite.PostAsync(Browser, "/", Paper, fields);

    /// <summary>Posts as the page's script does.</summary>
    public async Task<HttpResponseMessage> SendAsync(params (string Name, string Value)[] fields)
    {
        Browser.DefaultRequestHeaders.Add("HX-Request", "true");
        try
        {
            return await PostAsync(fields);
        }
        finally
        {
            Browser.DefaultRequestHeaders.Remove("HX-Request");
        }
    }

    public Task<HttpResponseMessage> HandInAsync() => TestSite.PostAsync(Browser, "/", Paper + "/finish");

    public async Task<Attempt> StoredAsync()
    {
        await using var scope = site.NewScope();
        return await scope.ServiceProvider.GetRequiredService<CoursesDb>().Attempts.AsSingleQuery().SingleAsync(a => a.Id == AttemptId, Ct);
    }

    /// <summary>The fields of the first so many questions, answered rightly, as a browser would send them.</summary>
    public async Task<(string Name, string Value)[]> RightAsync(int count)
    {
        await using var scope = site.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var slots = (await StoredAsync()).Slots.OrderBy(s => s.Slot).Take(count).ToList();
        var hashes = slots.Select(s => s.QuestionHash).ToList();
        var questions = (await db.QuestionVersions.Where(q => hashes.Contains(q.Hash)).ToListAsync(Ct)).ToDictionary(q => q.Hash, Question.From);
        return [.. slots.SelectMany(s => Right(s, questions[s.QuestionHash]))];
    }

    public void Dispose() => Browser.Dispose();

    /// <summary>The number of steps the page knows of.</summary>
    public static string SeenOn(string html) => Seen().Match(html).Groups[1].Value;

    /// <summary>The values of a passage name their part; on the page the part stands in the name of the field.</summary>
    private static IEnumerable<(string, string)> Right(PaperSlot slot, Question question) =>
        KindRoles.Of(question.Kind).RightAnswer(question, slot.OptionOrder).Select(value => question.Kind == QuestionKind.Passage && value.Split(':', 2) is [var part, var rest]
            ? ($"a{slot.Slot}-{part}", rest)
            : ($"a{slot.Slot}", value));

    [GeneratedRegex("name=\"seen\" value=\"(\\d+)\"")]
    private static partial Regex Seen();
}
