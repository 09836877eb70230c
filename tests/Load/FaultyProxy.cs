using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Learning.Load;

/// <summary>
/// A server between the browsers and the site that cuts, delays, doubles and reorders what is posted: a connection may break
/// before the request is passed on or in the middle of its answer, and a copy may arrive long after it and after what was sent later.
/// </summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    /// <summary>They belong to one connection and are not passed on.</summary>
    private static readonly FrozenSet<string> OfTheConnection =
        new[] { "Connection", "Keep-Alive", "Transfer-Encoding", "Host", "Expect", "Upgrade", "Content-Length" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly Lock gate = new();
    private readonly Random random;
    private readonly HttpClient site;
    private readonly WebApplication server;
    private int cut;
    private int doubled;

    private FaultyProxy(string site, int seed)
    {
        random = new Random(seed);
        this.site = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
        {
            BaseAddress = new Uri(site),
            Timeout = TimeSpan.FromSeconds(30),
        };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.Run(PassAsync);
    }

    public string Address => server.Urls.Single();

    /// <summary>What was done to the line, so that a run that met no fault is not taken for a proof.</summary>
    public (int Cut, int Doubled) Faults => (cut, doubled);

    public static async Task<FaultyProxy> StartAsync(string site, int seed)
    {
        var proxy = new FaultyProxy(site, seed);
        await proxy.server.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        site.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var isPost = HttpMethods.IsPost(context.Request.Method);
        await Task.Delay(isPost && Chance(30) ? Below(200) : 0);
        if (isPost && Chance(10))
        {
            Cut(context);
            return;
        }

        if (isPost && Chance(20))
        {
            Interlocked.Increment(ref doubled);
            _ = SendLateAsync(CopyOf(context.Request, body.ToArray()));
        }

        try
        {
            using var answer = await site.SendAsync(CopyOf(context.Request, body.ToArray()));
            await AnswerAsync(context, answer, isPost && Chance(10));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            context.Abort(); // The site was just killed, or the browser has gone.
        }
    }

    private async Task AnswerAsync(HttpContext context, HttpResponseMessage answer, bool isCut)
    {
        var body = await answer.Content.ReadAsByteArrayAsync();
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => !OfTheConnection.Contains(h.Key)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        context.Response.ContentLength = answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified ? null : body.Length;
        await context.Response.Body.WriteAsync(isCut ? body.AsMemory(0, body.Length / 2) : body);
        if (isCut)
        {
            await context.Response.Body.FlushAsync();
            Cut(context);
        }
    }

    private async Task SendLateAsync(HttpRequestMessage copy)
    {
        try
        {
            await Task.Delay(Below(1500));
            using var answer = await site.SendAsync(copy);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // The site was just killed: one copy less.
        }
    }

    private void Cut(HttpContext context)
    {
        Interlocked.Increment(ref cut);
        context.Abort();
    }

    private static HttpRequestMessage CopyOf(HttpRequest request, byte[] body)
    {
        var copy = new HttpRequestMessage(new HttpMethod(request.Method), request.Path.Value + request.QueryString.Value);
        if (body.Length > 0)
        {
            copy.Content = new ByteArrayContent(body);
        }

        foreach (var (name, values) in request.Headers.Where(h => !OfTheConnection.Contains(h.Key)))
        {
            if (!copy.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                copy.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
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
