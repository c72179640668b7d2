using Practice.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddStopWithParent();
var app = builder.Build();
app.Run();
