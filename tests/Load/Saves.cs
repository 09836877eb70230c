using System.Diagnostics;
using System.Globalization;

namespace Learning.Load;

/// <summary>How many answers a second are saved, beside a POST that does nothing and beside a commit for each answer; one after the other in one run.</summary>
internal static class Saves
{
    private const int Rounds = 3;
    private static readonly TimeSpan Lap = TimeSpan.FromSeconds(4);

    /// <summary>For each member and lap: a sitting takes 500 changes, and four laps of saving and one of forms must find room in it.</summary>
    private const int Most = 95;

    public static async Task RunAsync(int members, string? postgres)
    {
        using var place = new Place(postgres);
        await place.FillAsync(members);
        await using var site = await place.StartAsync();
        var sitters = Enumerable.Range(1, members).Select(i => new Sitter(site.Address, i)).ToList();
        foreach (var sitter in sitters)
        {
            await sitter.SignInAsync();
            await sitter.StartAsync("party-history");
        }

        await LapAsync(sitters, (s, _) => s.DoNothingAsync()); // Warm.
        await LapAsync(sitters, SaveAsync);

        // By turns: whatever comes later finds a program that has been compiled for speed, and must not win by that.
        var (nothing, saves) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            nothing += await LapAsync(sitters, (s, _) => s.DoNothingAsync()) / Rounds;
            saves += await LapAsync(sitters, SaveAsync) / Rounds;
        }

        // The form knows how many steps there are; each sitting has as many as it was saved to.
        var seen = sitters.ToDictionary(s => s, s => s.Acknowledged.Values.DefaultIfEmpty(0).Max());
        var alone = await LapAsync(sitters, async (s, n) => (seen[s] = await s.PostFormAsync(seen[s], 1, $"{n % 2}")) > 0);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Nothing {nothing:0}/s, shared commit {saves:0}/s, a commit each (form) {alone:0}/s: {saves / nothing:0.00} of nothing, {saves / alone:0.0} times a commit each"));
        sitters.ForEach(s => s.Dispose());
    }

    private static Task<bool> SaveAsync(Sitter sitter, int turn)
    {
        var question = sitter.Questions[turn % sitter.Questions.Count];
        return sitter.AnswerAsync(sitter.NextNumber(), question.Slot, question.Some(new Random(turn)));
    }

    /// <returns>How many a second, with everybody sending the next as soon as the last is answered.</returns>
    private static async Task<double> LapAsync(List<Sitter> sitters, Func<Sitter, int, Task<bool>> work)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(sitters.Select(s => Task.Run(async () =>
        {
            var count = 0;
            try
            {
                while (clock.Elapsed < Lap && count < Most)
                {
                    await work(s, count);
                    count++;
                }
            }
            catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
            {
                Console.WriteLine($"ERROR {e.Message}");
            }

            return count;
        })));
        return counts.Sum() / Math.Min(Lap.TotalSeconds, clock.Elapsed.TotalSeconds);
    }
}
