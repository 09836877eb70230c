using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Learning.Load;

/// <summary>What the site costs before anybody studies: time to seed and to restart, weight of a page, memory.</summary>
internal static partial class Footprint
{
    private static readonly string[] Pages = ["/", "/courses", "/courses/party-history", "/learn/party-history/founding", "/classes", "/record"];

    public static async Task MeasureAsync()
    {
        var data = Directory.CreateTempSubdirectory("lunxun-load-").FullName;
        try
        {
            Report("Demo seed (whole verb)", await TimeAsync(() => SiteProcess.RunVerbAsync(data, "seed-demo")));
            var clock = Stopwatch.StartNew();
            await using var site = await SiteProcess.StartAsync(data);
            Report("Restart to ready", clock.Elapsed);
            using var member = await SignInAsync(site.Address);
            Console.WriteLine($"First lesson page, everything included: {await WeighAsync(member, "/learn/party-history/founding") / 1024.0:0.0} KB over the wire");
            await ViewAsync(member, 1000);
            Console.WriteLine($"Resident memory after 1,000 page views: {site.ResidentBytes / 1024 / 1024} MB");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed;
    }

    private static void Report(string what, TimeSpan time) =>
        Console.WriteLine($"{what}: {time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s");

    private static async Task<HttpClient> SignInAsync(string address)
    {
        // No automatic decompression: what is counted is what crosses the wire.
        var client = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new Uri(address) };
        var form = await client.GetStringAsync("/sign-in");
        var token = WebUtility.HtmlDecode(TokenField().Match(form).Groups[1].Value);
        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(
        [
            KeyValuePair.Create("Name", "member"), KeyValuePair.Create("Password", "lunxun-demo"), KeyValuePair.Create("__RequestVerificationToken", token),
        ]));
        answer.EnsureSuccessStatusCode();
        return client;
    }

    private static async Task<long> WeighAsync(HttpClient client, string page)
    {
        var html = await client.GetStringAsync(page);
        var parts = Resource().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).Where(p => p.StartsWith('/')).Distinct(StringComparer.Ordinal);
        var total = 0L;
        foreach (var part in parts.Append(page))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, part);
            request.Headers.AcceptEncoding.ParseAdd("br, gzip");
            using var answer = await client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            total += (await answer.Content.ReadAsByteArrayAsync()).Length;
        }

        return total;
    }

    private static async Task ViewAsync(HttpClient client, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var answer = await client.GetAsync(Pages[i % Pages.Length]);
            answer.EnsureSuccessStatusCode();
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();

    /// <summary>Style sheets, scripts, icons and pictures; not the links one may follow.</summary>
    [GeneratedRegex("(?:<link [^>]*href|<script [^>]*src|<img [^>]*src|<use [^>]*href)=\"([^\"#]+)[\"#]")]
    private static partial Regex Resource();
}
