using System.Security.Cryptography;
using System.Text;
using Learning.Courses.Ledger.Witnesses;
using Learning.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Verbs;

/// <summary>
/// A witness as the world sees it (C2SP tlog-witness): POST /add-checkpoint, and the last cosigned checkpoint to read. Built on nothing
/// of the site: no database, no accounts, no settings; only the folder it is given.
/// </summary>
public static class WitnessServer
{
    /// <summary>63 hashes and a checkpoint with a hundred signatures, among them large ones of a kind to come.</summary>
    private const int MostBytes = 512 * 1024;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="refused">Is given the request of every checkpoint that the log signed and the witness refused.</param>
    /// <param name="say">Is given a line for the screen.</param>
    public static WebApplication Build(Witness witness, IStringLocalizer<Text> text, Action<string> refused, Action<string> say, string address)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = MostBytes;
        });
        builder.Services.AddRoutingCore();
        var server = builder.Build();
        var screen = Once(say);
        server.Urls.Add(address);
        server.MapPost("/add-checkpoint", context => AddAsync(context, witness, text, refused, screen));
        server.MapGet($"/{OriginHash(witness.Origin)}/checkpoint", context => AnswerAsync(
            context, witness.LastNote is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK, Plain, witness.LastNote ?? ""));
        return server;
    }

    /// <summary>Where a monitor asks for the log of this origin.</summary>
    public static string OriginHash(string origin) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)));

    private const string Plain = "text/plain; charset=utf-8";

    /// <summary>A log that is refused asks again every few seconds; the screen need not say so every time.</summary>
    private static Action<string> Once(Action<string> say)
    {
        var last = "";
        return line =>
        {
            if (Interlocked.Exchange(ref last, line) != line)
            {
                say(line);
            }
        };
    }

    private static async Task AddAsync(HttpContext context, Witness witness, IStringLocalizer<Text> text, Action<string> refused, Action<string> say)
    {
        var body = await ReadAsync(context.Request);
        var answer = body is null ? new WitnessAnswer(WitnessVerdict.Malformed, null, new("Witness.Malformed")) : witness.Add(body);
        var reason = answer.Reason is { } why ? text[why.Code, why.Args].Value : null;
        switch (answer.Verdict)
        {
            case WitnessVerdict.Cosigned:
                say(text["Witness.Cosigned", answer.Checkpoint!.Size]);
                break;
            case WitnessVerdict.Inconsistent:
                refused(body!);
                say(reason!);
                break;
            case WitnessVerdict.Stopped:
                say(reason!);
                break;
        }

        await AnswerAsync(
            context, StatusOf(answer.Verdict), answer.Verdict == WitnessVerdict.OtherSize ? "text/x.tlog.size" : Plain, answer.Text ?? reason + "\n");
    }

    internal static int StatusOf(WitnessVerdict verdict) => verdict switch
    {
        WitnessVerdict.Cosigned => StatusCodes.Status200OK,
        WitnessVerdict.Malformed => StatusCodes.Status400BadRequest,
        WitnessVerdict.NotSigned => StatusCodes.Status403Forbidden,
        WitnessVerdict.UnknownLog => StatusCodes.Status404NotFound,
        WitnessVerdict.OtherSize => StatusCodes.Status409Conflict,
        WitnessVerdict.Inconsistent => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    /// <summary>The body, or null when it is no text.</summary>
    private static async Task<string?> ReadAsync(HttpRequest request)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        try
        {
            return StrictUtf8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static async Task AnswerAsync(HttpContext context, int status, string type, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength) = (status, type, bytes.Length);
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
