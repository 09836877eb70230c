using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Learning.Load;

/// <summary>How long each step took, and which failed.</summary>
internal sealed class Timings
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> steps = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> errors = new(StringComparer.Ordinal);

    public int Errors => errors.Values.Sum();

    public async Task<T> TimeAsync<T>(string step, Func<Task<T>> work)
    {
        var clock = Stopwatch.GetTimestamp();
        try
        {
            return await work();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or InvalidOperationException)
        {
            errors.AddOrUpdate($"{step}: {e.Message}", 1, (_, n) => n + 1);
            throw;
        }
        finally
        {
            steps.GetOrAdd(step, _ => []).Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        }
    }

    public void Print()
    {
        foreach (var (step, times) in steps.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            var sorted = times.Order().ToList();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{step,-12} {sorted.Count,7} p50 {At(sorted, 50),8:0.0} ms  p95 {At(sorted, 95),8:0.0} ms  p99 {At(sorted, 99),8:0.0} ms"));
        }

        foreach (var (error, count) in errors)
        {
            Console.WriteLine($"ERROR {count} x {error}");
        }
    }

    private static double At(List<double> sorted, int percent) => sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
}
