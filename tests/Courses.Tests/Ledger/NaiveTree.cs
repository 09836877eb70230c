using System.Security.Cryptography;

namespace Learning.Courses.Tests.Ledger;

/// <summary>RFC 6962 section 2.1 copied as it is written, recursively and slowly: what the real one is compared with.</summary>
internal static class NaiveTree
{
    public static byte[] Mth(byte[][] d) => d.Length switch
    {
        0 => SHA256.HashData([]),
        1 => SHA256.HashData([0, .. d[0]]),
        _ => SHA256.HashData([1, .. Mth(d[..K(d.Length)]), .. Mth(d[K(d.Length)..])]),
    };

    public static List<byte[]> Path(int m, byte[][] d)
    {
        if (d.Length == 1)
        {
            return [];
        }

        var k = K(d.Length);
        return m < k ? [.. Path(m, d[..k]), Mth(d[k..])] : [.. Path(m - k, d[k..]), Mth(d[..k])];
    }

    public static List<byte[]> Proof(int m, byte[][] d) => SubProof(m, d, true);

    private static List<byte[]> SubProof(int m, byte[][] d, bool b)
    {
        if (m == d.Length)
        {
            return b ? [] : [Mth(d)];
        }

        var k = K(d.Length);
        return m <= k ? [.. SubProof(m, d[..k], b), Mth(d[k..])] : [.. SubProof(m - k, d[k..], false), Mth(d[..k])];
    }

    private static int K(int n)
    {
        var k = 1;
        while (k * 2 < n)
        {
            k *= 2;
        }

        return k;
    }
}
