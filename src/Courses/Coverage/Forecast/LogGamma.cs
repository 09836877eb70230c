namespace Learning.Courses.Coverage.Forecast;

/// <summary>Logarithms of the gamma function and of what is made of it.</summary>
internal static class LogGamma
{
    /// <summary>Stirling's series (Abramowitz and Stegun 6.1.41) from 10 upwards, and the recurrence below.</summary>
    public static double Of(double x)
    {
        var shift = 0.0;
        for (; x < 10; x++)
        {
            shift -= Math.Log(x);
        }

        var square = 1 / (x * x);
        return shift + ((x - 0.5) * Math.Log(x)) - x + (Math.Log(2 * Math.PI) / 2) + ((1.0 / 12 - (square * (1.0 / 360 - (square / 1260)))) / x);
    }

    public static double Beta(double a, double b) => Of(a) + Of(b) - Of(a + b);
}
