namespace Learning.Web.Tests;

/// <summary>Waits for what another thread or process does: looks again and again, and gives up after five minutes: a machine that is busy is no failure.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<Task<bool>> condition, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        while (!await condition())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
