using System.Globalization;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Load;

/// <summary>
/// Sittings through a proxy that cuts, delays, doubles and reorders, with a server that is killed at random. Afterwards every
/// answer that was called saved must be stored exactly once, and the mark must be that of the same answers on a good line.
/// </summary>
internal static class Durability
{
    private const int HallSize = 100;

    /// <summary>Requests that were answered. The server is killed after so many and not after so long: a slow machine would never get beyond signing in.</summary>
    private static long answered;

    public static async Task<bool> RunAsync(int attempts, string? postgres)
    {
        using var place = new Place(postgres);
        await place.FillAsync(attempts);
        var site = await place.StartAsync();
        await using var line = await FaultyProxy.StartAsync(site.Address, seed: 1);
        using var over = new CancellationTokenSource();
        var killer = Task.Run(async () =>
        {
            var (random, kills) = (new Random(1), 0);
            while (!over.IsCancellationRequested)
            {
                var due = Interlocked.Read(ref answered) + random.Next(100, 900);
                while (!over.IsCancellationRequested && Interlocked.Read(ref answered) < due)
                {
                    await Task.Delay(20, CancellationToken.None);
                }

                if (!over.IsCancellationRequested)
                {
                    await site.DisposeAsync(); // SIGKILL: nothing is said, nothing is flushed.
                    site = await place.StartAsync();
                    kills++;
                }
            }

            return kills;
        });
        var hall = new SemaphoreSlim(HallSize);
        var sat = await Task.WhenAll(Enumerable.Range(1, attempts).Select(i => Task.Run(() => SitAsync(line.Address, i, hall))));
        await over.CancelAsync();
        var kills = await killer;
        var (lost, doubled, wrong) = await CountAsync(place, sat);
        await site.DisposeAsync();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sat.Length} attempts, {sat.Sum(s => s.Acknowledged.Count)} last answers called saved, server killed {kills} times, line cut {line.Faults.Cut} times, {line.Faults.Doubled} posts doubled late: lost {lost}, doubled {doubled}, other marks {wrong}"));
        return lost == 0 && doubled == 0 && wrong == 0;
    }

    private static async Task<Sat> SitAsync(string address, int index, SemaphoreSlim hall)
    {
        await hall.WaitAsync();
        try
        {
            var random = new Random(index);
            using var sitter = new Sitter(address, index);
            await UntilAsync(sitter.SignInAsync);
            await UntilAsync(() => sitter.StartAsync("party-history"));
            var chosen = new Dictionary<int, IReadOnlyList<string>>();

            // Every question once, and some again with another answer: the last one must stand.
            foreach (var question in sitter.Questions.Concat(sitter.Questions.Where(q => q.Slot % 3 == 0)))
            {
                var (number, values) = (sitter.NextNumber(), question.Some(random));
                chosen[question.Slot] = values;
                await UntilAsync(() => sitter.AnswerAsync(number, question.Slot, values));
            }

            await UntilAsync(async () => (await sitter.FinishAsync()).Contains("class=\"score\"", StringComparison.Ordinal));
            return new Sat(sitter.AttemptId, sitter.Acknowledged, chosen);
        }
        finally
        {
            hall.Release();
        }
    }

    /// <summary>As the page does: the same again, until it is answered.</summary>
    private static async Task UntilAsync(Func<Task<bool>> work)
    {
        while (true)
        {
            try
            {
                if (await work())
                {
                    Interlocked.Increment(ref answered);
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException or InvalidOperationException)
            {
                await Task.Delay(250); // Cut, killed, or not there yet.
            }
        }
    }

    private static async Task<(int Lost, int Doubled, int Wrong)> CountAsync(Place place, IReadOnlyList<Sat> sat)
    {
        await using var db = place.OpenDb();
        var (lost, doubled, wrong) = (0, 0, 0);
        foreach (var sitting in sat)
        {
            var attempt = await db.Attempts.AsNoTracking().AsSplitQuery().SingleAsync(a => a.Id == sitting.AttemptId);
            var last = attempt.LastSteps();
            lost += sitting.Acknowledged.Count(a => last.GetValueOrDefault(a.Key)?.Number != a.Value);
            doubled += attempt.Steps.Count - attempt.Steps.Select(s => (s.Page, s.Number)).Distinct().Count();
            wrong += await IsMarkedAsync(db, attempt, sitting.Chosen) ? 0 : 1;
        }

        return (lost, doubled, wrong);
    }

    /// <summary>Marked once, and as the answers that were chosen deserve.</summary>
    private static async Task<bool> IsMarkedAsync(CoursesDb db, Attempt attempt, IReadOnlyDictionary<int, IReadOnlyList<string>> chosen)
    {
        var hashes = attempt.Slots.Select(s => s.QuestionHash).ToList();
        var questions = (await db.QuestionVersions.AsNoTracking().Where(q => hashes.Contains(q.Hash)).ToListAsync()).ToDictionary(q => q.Hash, Courses.Questions.Question.From);
        var responses = attempt.Slots.ToDictionary(
            s => s.Slot, s => KindRoles.Of(questions[s.QuestionHash].Kind).Read(questions[s.QuestionHash], s.OptionOrder, chosen[s.Slot]).Value!);
        var deserved = Marker.Mark(attempt.Slots, questions, responses);
        var results = await db.AttemptResults.AsNoTracking().Where(r => r.AttemptId == attempt.Id).ToListAsync();
        return results is [var only] && only.Score == deserved.Points && only.MaxScore == deserved.MaxPoints;
    }

    private sealed record Sat(Guid AttemptId, IReadOnlyDictionary<int, int> Acknowledged, IReadOnlyDictionary<int, IReadOnlyList<string>> Chosen);
}
