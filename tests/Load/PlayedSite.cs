using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Load;

/// <summary>The site of the year that is played: its clock is moved, its jobs are asked for, and it is killed without a word.</summary>
internal sealed partial class PlayedSite(Place place, YearClock clock) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private SiteProcess? process;
    private HttpClient? client;
    private string token = "";

    /// <summary>Starts it at the hour that the year has reached.</summary>
    public async Task StartAsync()
    {
        process = await place.StartAsync("--Demo=false", $"--Dev:ClockMovedBy={clock.MovedBy:c}");
        client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(process.Address) };
        token = WebUtility.HtmlDecode(TokenField().Match(await client.GetStringAsync("/dev")).Groups["token"].Value);
    }

    /// <summary>SIGKILL: nothing is said, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        client!.Dispose();
        await process!.DisposeAsync();
        process = null;
    }

    public async Task MoveAsync(int hours)
    {
        clock.MoveBy(TimeSpan.FromHours(hours));
        if (process is not null)
        {
            await PostAsync("/dev/clock", ("hours", hours.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Has Quartz run the jobs, one after the other, and waits for the end of each.</summary>
    public async Task RunAsync(params string[] jobs)
    {
        foreach (var job in jobs)
        {
            var before = await LastAskedAsync(job);
            await AskForAsync(job);
            var since = TimeProvider.System.GetTimestamp();
            while (await LastAskedAsync(job) == before)
            {
                if (TimeProvider.System.GetElapsedTime(since) > Patience)
                {
                    throw new TimeoutException($"{job} did not end.");
                }

                await Task.Delay(20);
            }
        }
    }

    /// <summary>Has Quartz begin the job, and does not wait.</summary>
    public Task AskForAsync(string job) => PostAsync($"/dev/jobs/{job}");

    /// <summary>Signs in as somebody, to read the pages they read.</summary>
    public Task BeAsync(string number) => PostAsync("/dev/be", ("number", number));

    public Task<string> ReadAsync(string path) => client!.GetStringAsync(path);

    public CoursesDb OpenDb(Viewer? viewer = null) => place.OpenDb(viewer ?? Viewer.System, clock.Calendar);

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        if (process is not null)
        {
            await process.DisposeAsync();
        }
    }

    private async Task<Guid> LastAskedAsync(string job)
    {
        await using var db = OpenDb();
        return await db.JobRuns.Where(r => r.Job == job && r.Asked).OrderByDescending(r => r.EndedAt).Select(r => r.Id).FirstOrDefaultAsync();
    }

    private async Task PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var form = fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", token));
        using var answer = await client!.PostAsync(path, new FormUrlEncodedContent(form));
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"{path} answered {answer.StatusCode}.");
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex TokenField();
}
