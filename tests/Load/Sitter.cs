using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Learning.Load;

/// <summary>One member with a browser of their own, who does over HTTP what the pages do.</summary>
internal sealed partial class Sitter : IDisposable
{
    private readonly HttpClient browser;
    private readonly Guid page = Guid.CreateVersion7();
    private readonly string account;
    private string paper = "";
    private string token = "";
    private int number;

    /// <param name="index">From 1; also the address, because signing in is limited by address.</param>
    public Sitter(string address, int index)
    {
        account = $"load-{index}";
        var socket = new SocketsHttpHandler { AllowAutoRedirect = true, UseCookies = true, ConnectTimeout = TimeSpan.FromSeconds(5) };
        browser = new HttpClient(socket) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(30) };
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"10.1.{index / 250}.{(index % 250) + 1}"));
    }

    public Guid AttemptId => Guid.Parse(paper.Split('/')[^1]);

    public IReadOnlyList<Question> Questions { get; private set; } = [];

    /// <summary>By slot, the number of the last answer that the server has called saved.</summary>
    public Dictionary<int, int> Acknowledged { get; } = [];

    public async Task<bool> SignInAsync()
    {
        var form = await browser.GetStringAsync("/sign-in");
        using var answer = await PostAsync("/sign-in", form, ("Name", account), ("Password", Place.Password));
        return answer.RequestMessage!.RequestUri!.AbsolutePath != "/sign-in" ? true : throw new InvalidOperationException("not signed in");
    }

    public async Task<bool> ReadAsync(string address) => (await browser.GetStringAsync(address)).Length > 0;

    public async Task<bool> StartAsync(string course)
    {
        var rule = await browser.GetStringAsync($"/quiz/{course}");
        using var answer = await PostAsync($"/quiz/{course}", rule);
        var html = await answer.Content.ReadAsStringAsync();
        (paper, token) = (answer.RequestMessage!.RequestUri!.AbsolutePath, TokenOf(html));
        Questions = [.. Fieldset().Matches(html).Select(Question.Read)];
        return Questions.Count > 0 ? true : throw new InvalidOperationException("no paper");
    }

    public int NextNumber() => ++number;

    /// <summary>Sends one answer under a number; the same number again is the same answer again.</summary>
    public async Task<bool> AnswerAsync(int named, int slot, IReadOnlyList<string> values)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{paper}/answers")
        {
            Content = JsonContent.Create(new { page, answers = new[] { new { number = named, slot, seen = 0, values } } }),
        };
        request.Headers.Add("RequestVerificationToken", token);
        using var answer = await browser.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var reply = (await answer.Content.ReadFromJsonAsync<Reply>())!.Answers.Single();
        if (reply.SavedAt is null)
        {
            throw new InvalidOperationException($"refused: {reply.Refused}");
        }

        Acknowledged[slot] = named;
        return true;
    }

    /// <summary>A POST of a signed-in member that does nothing: an answer without a number is read, with all that comes before, and refused before any work.</summary>
    public async Task<bool> DoNothingAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{paper}/answers") { Content = JsonContent.Create(new { page, answers = new[] { new { number = 0, slot = 1, seen = 0, values = new[] { "0" } } } }) };
        request.Headers.Add("RequestVerificationToken", token);
        using var answer = await browser.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.BadRequest ? true : throw new InvalidOperationException($"{answer.StatusCode}");
    }

    /// <summary>Posts the answers as the form does without script: one commit of its own.</summary>
    public async Task<int> PostFormAsync(int seen, int slot, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, paper)
        {
            Content = new FormUrlEncodedContent(
            [
                KeyValuePair.Create("seen", seen.ToString(CultureInfo.InvariantCulture)), KeyValuePair.Create($"a{slot}", value), KeyValuePair.Create("__RequestVerificationToken", token),
            ]),
        };
        request.Headers.Add("HX-Request", "true");
        using var answer = await browser.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return seen + 1;
    }

    /// <summary>Hands in and reads the review.</summary>
    public async Task<string> FinishAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{paper}/finish") { Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]) };
        using var answer = await browser.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => browser.Dispose();

    private Task<HttpResponseMessage> PostAsync(string action, string html, params (string Name, string Value)[] fields) => browser.PostAsync(
        action,
        new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", TokenOf(html))).Select(f => KeyValuePair.Create(f.Item1, f.Item2))));

    private static string TokenOf(string html) => WebUtility.HtmlDecode(TokenField().Match(html).Groups[1].Value);

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();

    [GeneratedRegex("<fieldset[^>]*data-slot=\"(?<slot>\\d+)\".*?</fieldset>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fieldset();

    private sealed record Reply(IReadOnlyList<ReplyLine> Answers);

    private sealed record ReplyLine(string? SavedAt, string? Refused);
}

/// <summary>A question as it stands on the page.</summary>
/// <param name="Groups">For each list of choices its part and the values it may post, one list for each field of that name.</param>
internal sealed partial record Question(int Slot, IReadOnlyList<(string Part, IReadOnlyList<string> Values)> Groups)
{
    public static Question Read(Match fieldset) => new(
        int.Parse(fieldset.Groups["slot"].Value, CultureInfo.InvariantCulture),
        [
            .. Select().Matches(fieldset.Value).Select(m => (Part(m.Groups["part"].Value), (IReadOnlyList<string>)[.. Option().Matches(m.Value).Select(o => o.Groups[1].Value)])),
            .. Choice().Matches(fieldset.Value).GroupBy(m => Part(m.Groups["part"].Value)).Select(g => (g.Key, (IReadOnlyList<string>)[.. g.Select(m => m.Groups["value"].Value)])),
        ]);

    /// <summary>Some answer: one choice of each list, or a number, which is a word too.</summary>
    public IReadOnlyList<string> Some(Random random) => Groups.Count == 0
        ? [random.Next(10).ToString(CultureInfo.InvariantCulture)]
        : [.. Groups.Select(g => g.Part + g.Values[random.Next(g.Values.Count)])];

    private static string Part(string part) => part.Length == 0 ? "" : $"{part}:";

    [GeneratedRegex("<select[^>]* name=\"a\\d+(?:-(?<part>\\d+))?\".*?</select>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Select();

    [GeneratedRegex("<option value=\"(\\d+)\"")]
    private static partial Regex Option();

    [GeneratedRegex("type=\"(radio|checkbox)\" name=\"a\\d+(-(?<part>\\d+))?\" value=\"(?<value>\\d+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Choice();
}
