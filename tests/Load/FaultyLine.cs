namespace Learning.Load;

/// <summary>
/// A line that cuts, delays, doubles and reorders what is posted: a request may be lost, its answer may be lost after the
/// server has worked on it, and a copy may arrive long after it and after what was sent later.
/// </summary>
internal sealed class FaultyLine(Random random) : DelegatingHandler
{
    private readonly Lock gate = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var copy = request.Content is null ? null : await CopyAsync(request, cancellationToken);
        if (copy is null)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        await Task.Delay(Chance(30) ? Below(200) : 0, cancellationToken);
        if (Chance(10))
        {
            throw new HttpRequestException("The line was cut before the request arrived.");
        }

        if (Chance(20))
        {
            _ = SendLateAsync(copy);
        }

        var answer = await base.SendAsync(request, cancellationToken);
        if (Chance(10))
        {
            answer.Dispose();
            throw new HttpRequestException("The line was cut before the answer arrived.");
        }

        return answer;
    }

    private async Task SendLateAsync(HttpRequestMessage copy)
    {
        try
        {
            await Task.Delay(Below(1500));
            using var answer = await base.SendAsync(copy, CancellationToken.None);
        }
        catch (HttpRequestException)
        {
            // The server was just killed: one copy less.
        }
    }

    private static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var bytes = await request.Content!.ReadAsByteArrayAsync(ct);
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new ByteArrayContent(bytes) };
        copy.Content.Headers.ContentType = request.Content.Headers.ContentType;
        foreach (var (name, values) in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        return copy;
    }

    private bool Chance(int percent) => Below(100) < percent;

    private int Below(int bound)
    {
        lock (gate)
        {
            return random.Next(bound);
        }
    }
}
