using System.Diagnostics;
using System.Globalization;

namespace Learning.Load;

/// <summary>Many members in one exam at once, each through the whole journey: sign in, lesson, start, every answer saved, hand in, review.</summary>
internal static class Exam
{
    private const string Course = "party-history";

    /// <summary>Milliseconds within which all of them sign in. A password costs a server fifty of them on purpose, whatever else it does.</summary>
    private const int Arrival = 120_000;

    public static async Task<bool> RunAsync(int members, string? postgres)
    {
        using var place = new Place(postgres);
        await place.FillAsync(members);
        await using var site = await place.StartAsync();
        var timings = new Timings();
        var clock = Stopwatch.StartNew();
        var done = await Task.WhenAll(Enumerable.Range(1, members).Select(i => Task.Run(() => JourneyAsync(site.Address, i, timings))));
        var seconds = clock.Elapsed.TotalSeconds;
        timings.Print();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{done.Count(d => d)} of {members} journeys in {seconds:0.0} s: {done.Count(d => d) / seconds:0.0}/s; server {site.ProcessorTime.TotalSeconds:0.0} s of processor, {site.ResidentBytes / 1024 / 1024} MB"));
        return timings.Errors == 0 && done.All(d => d);
    }

    /// <summary>A member thinks between answers; a hall of people who all press at once for minutes does not exist.</summary>
    private static async Task<bool> JourneyAsync(string address, int index, Timings timings)
    {
        var random = new Random(index);
        using var sitter = new Sitter(address, index);
        try
        {
            await Task.Delay(random.Next(Arrival));
            await timings.TimeAsync("1 sign in", sitter.SignInAsync);
            await timings.TimeAsync("2 lesson", () => sitter.ReadAsync("/learn/party-history/founding"));
            await Task.Delay(random.Next(10_000));
            await timings.TimeAsync("3 start", () => sitter.StartAsync(Course));
            foreach (var question in sitter.Questions)
            {
                await Task.Delay(random.Next(1_000, 6_000));
                await timings.TimeAsync("4 answer", () => sitter.AnswerAsync(sitter.NextNumber(), question.Slot, question.Some(random)));
            }

            await timings.TimeAsync("5 hand in", sitter.FinishAsync);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or InvalidOperationException)
        {
            return false; // Counted by the step.
        }
    }
}
