using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Learning.Web.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Hosting;

/// <summary>
/// Lets the first administrator in. While there is no account, each start prints a link with a random token; only its hash is
/// kept, in memory. The link works once: as soon as there is an account it is dead, and the next start prints none.
/// </summary>
public sealed class FirstStart : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1);
    private byte[]? hash;

    /// <summary>Prints the link once the site listens, if there is nobody who could sign in.</summary>
    public static async Task AnnounceAsync(WebApplication site, IdentityDb identity, CancellationToken ct)
    {
        if (await identity.Users.AnyAsync(ct))
        {
            return;
        }

        var token = site.Services.GetRequiredService<FirstStart>().Issue();
        site.Lifetime.ApplicationStarted.Register(() =>
        {
            // On the console and not in the log: logs are collected, kept and read by many.
            Console.WriteLine("There is no account yet. Open this link once to name the district and the first administrator:");
            Console.WriteLine($"  {AddressOf(site)}/first-start?token={token}");
        });
    }

    public string Issue()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        hash = HashOf(token);
        return token;
    }

    public bool Opens(string? token) =>
        hash is { } expected && token is not null && CryptographicOperations.FixedTimeEquals(expected, HashOf(token));

    /// <summary>Runs the work if the token still opens, and kills the token if the work says so. One at a time: a double click does it once.</summary>
    public async Task<bool> UseAsync(string? token, Func<Task<bool>> work, CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            if (!Opens(token))
            {
                return false;
            }

            if (await work())
            {
                hash = null;
            }

            return true;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>An address that listens on every interface is opened as this machine's.</summary>
    private static string AddressOf(WebApplication site)
    {
        var address = site.Urls.FirstOrDefault() ?? "http://localhost";
        foreach (var everywhere in new[] { "//[::]", "//0.0.0.0", "//+", "//*" })
        {
            address = address.Replace(everywhere, "//localhost", StringComparison.Ordinal);
        }

        return address.TrimEnd('/');
    }
}
