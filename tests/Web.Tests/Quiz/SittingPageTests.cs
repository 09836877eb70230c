using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Learning.Web.Features.Quiz;

namespace Learning.Web.Tests.Quiz;

/// <summary>An open paper that sends answers by itself, and the same paper without script.</summary>
public sealed partial class SittingPageTests(QuizSite quiz) : IClassFixture<QuizSite>
{
    private static readonly Guid Page = new("11111111-0000-0000-0000-000000000000");

    private readonly TestSite site = quiz.Site;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_is_confirmed_with_the_servers_time_however_often_it_arrives()
    {
        using var sitter = await Sitter.BeginAsync(site, "member", "site-guide");
        var field = new AnswerLine(1, 1, 0, [.. (await sitter.RightAsync(1)).Select(f => f.Value)]);

        var first = await ReadAsync(await SendAsync(sitter, new AnswersForm(Page, [field], [2])));
        var answer = Assert.Single(first.Answers);
        Assert.Equal((1, 1, 1, false, null), (answer.Number, answer.Slot, answer.Sequence, answer.IsLate, answer.Refused));
        Assert.Equal($"{site.Clock.GetUtcNow().AddHours(8):HH:mm:ss}", answer.SavedAt);
        Assert.False(first.IsOver);

        Assert.Equal(answer, Assert.Single((await ReadAsync(await SendAsync(sitter, new AnswersForm(Page, [field], null)))).Answers));
        Assert.Single((await sitter.StoredAsync()).Steps);
        Assert.Equal("2", (await sitter.StoredAsync()).Flagged);
        Assert.Contains("name=\"flag\" value=\"2\" checked", await sitter.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_script_a_question_can_be_flagged_too()
    {
        using var sitter = await Sitter.BeginAsync(site, "secretary", "site-guide");
        await sitter.PostAsync(("seen", "0"), ("flags", "true"), ("flag", "3"), ("flag", "1"));
        Assert.Equal("1,3", (await sitter.StoredAsync()).Flagged);
        await sitter.PostAsync(("seen", "0"), ("flags", "true"));
        Assert.Equal("", (await sitter.StoredAsync()).Flagged);
    }

    [Fact]
    public async Task Somebody_elses_paper_is_not_found_and_a_post_without_token_or_sense_is_refused()
    {
        using var sitter = await Sitter.BeginAsync(site, "town", "site-guide");
        using var other = await Sitter.BeginAsync(site, "author", "site-guide");
        var form = new AnswersForm(Page, [new AnswerLine(1, 1, 0, ["0"])], null);

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(other, form, sitter.Paper)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await sitter.Browser.PostAsJsonAsync(sitter.Paper + "/answers", form, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(sitter, new AnswersForm(Page, [new AnswerLine(0, 1, 0, ["0"])], null))).StatusCode);
        Assert.Empty((await sitter.StoredAsync()).Steps);
    }

    [Fact]
    public async Task Late_is_said_to_be_late_and_too_late_is_over()
    {
        using var sitter = await Sitter.BeginAsync(site, "district", "site-guide");
        var right = await sitter.RightAsync(2);
        site.Clock.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(60));
        var late = await ReadAsync(await SendAsync(sitter, Form(1, 1)));
        Assert.Equal((true, 0), (Assert.Single(late.Answers).IsLate, late.SecondsLeft));
        Assert.Contains("截止后送到", await sitter.ReadAsync(), StringComparison.Ordinal);

        site.Clock.Advance(TimeSpan.FromMicroseconds(1));
        var over = await ReadAsync(await SendAsync(sitter, Form(2, 2)));
        Assert.True(over.IsOver);
        Assert.Null(Assert.Single(over.Answers).SavedAt);
        Assert.Contains("时间到了", Assert.Single(over.Answers).Refused, StringComparison.Ordinal);

        AnswersForm Form(int number, int slot) =>
            new(Page, [new AnswerLine(number, slot, 0, [.. right.Where(f => f.Name == $"a{slot}").Select(f => f.Value)])], null);
    }

    private async Task<HttpResponseMessage> SendAsync(Sitter sitter, AnswersForm form, string? paper = null)
    {
        var html = await sitter.Browser.GetStringAsync("/", Ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, (paper ?? sitter.Paper) + "/answers") { Content = JsonContent.Create(form) };
        request.Headers.Add("RequestVerificationToken", WebUtility.HtmlDecode(Token().Match(html).Groups[1].Value));
        return await sitter.Browser.SendAsync(request, Ct);
    }

    private static async Task<AnswersReply> ReadAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<AnswersReply>(Ct))!;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
