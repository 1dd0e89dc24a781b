import './app.css';
import './app';
